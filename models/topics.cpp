#include "models/topics.hpp"

namespace newsdep {

std::uint8_t Lessons::add(const std::vector<double>& left) {
  outlets_ = left.size();
  if (trust_.empty()) trust_.assign(outlets_, 1.0);
  const std::size_t known = trust_.size() / outlets_;
  for (std::size_t k = 0; k < known * outlets_; ++k) {
    trust_.push_back(trust_[k] * left[k % outlets_]);
  }
  return static_cast<std::uint8_t>(known);
}

}  // namespace newsdep
