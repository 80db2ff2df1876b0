// How a declared parameter is kept.

#include "sim/parameters.hpp"

namespace newsdep::sim {

void Declarations::add(std::string_view key, double& value, const About& about) {
  parameters_.push_back({prefix_ + std::string(key), about, &value});
}
void Declarations::add(std::string_view key, std::int64_t& value, const About& about) {
  parameters_.push_back({prefix_ + std::string(key), about, &value});
}
void Declarations::add(std::string_view key, bool& value, const About& about) {
  parameters_.push_back({prefix_ + std::string(key), about, &value});
}
void Declarations::add(std::string_view key, std::string& value, const About& about) {
  parameters_.push_back({prefix_ + std::string(key), about, &value});
}
void Declarations::add(std::string_view key, Date& value, const About& about) {
  parameters_.push_back({prefix_ + std::string(key), about, &value});
}
void Declarations::add(std::string_view key, std::optional<Date>& value,
                       const About& about) {
  parameters_.push_back({prefix_ + std::string(key), about, &value});
}
void Declarations::add(std::string_view key, std::vector<std::string>& value,
                       const About& about) {
  parameters_.push_back({prefix_ + std::string(key), about, &value});
}
void Declarations::add(std::string_view key, std::vector<double>& value,
                       const About& about) {
  parameters_.push_back({prefix_ + std::string(key), about, &value});
}
void Declarations::add(std::string_view key, NamedNumbers& value, const About& about) {
  parameters_.push_back({prefix_ + std::string(key), about, &value});
}
void Declarations::add(std::string_view key, DatedNumbers& value, const About& about) {
  parameters_.push_back({prefix_ + std::string(key), about, &value});
}
void Declarations::add(std::string_view key, InputFile& value, const About& about) {
  parameters_.push_back({prefix_ + std::string(key), about, &value});
}

void Declarations::add_choice(std::string_view key, Choice choice, const About& about) {
  parameters_.push_back({prefix_ + std::string(key), about, std::move(choice)});
}

}  // namespace newsdep::sim
