#include "models/stories.hpp"

#include <type_traits>
#include <utility>

namespace newsdep {

std::uint32_t Stories::add(const Story& story, float appeal) {
  if (next_ - first_ == stories_.size()) grow();
  const std::uint32_t id = next_++;
  stories_[id & mask()] = story;
  appeal_[id & mask()] = appeal;
  likes_[id & mask()] = 0;
  for (std::vector<float>* column : {&fakes_, &shown_}) {
    if (!column->empty()) (*column)[id & mask()] = 0;
  }
  if (!topics_.empty()) topics_[id & mask()] = 0;
  return id;
}

void Stories::add_fakes(std::uint32_t id, float likes) {
  fakes_.resize(stories_.size());
  fakes_[id & mask()] += likes;
}

void Stories::set_topic(std::uint32_t id, std::uint16_t topic) {
  topics_.resize(stories_.size());
  topics_[id & mask()] = topic;
}

void Stories::expire(std::int32_t step) {
  while (first_ < next_ && (*this)[first_].born < step) ++first_;
}

std::size_t Stories::bytes() const {
  return stories_.size() * (sizeof(Story) + sizeof(float) + sizeof(std::uint32_t)) +
         (fakes_.size() + shown_.size()) * sizeof(float) +
         topics_.size() * sizeof(std::uint16_t);
}

void Stories::grow() {
  const std::size_t size = 2 * stories_.size();
  std::vector<Story> stories(size);
  std::vector<float> appeal(size);
  std::vector<std::uint32_t> likes(size);
  for (std::uint32_t id = first_; id != next_; ++id) {
    stories[id & (size - 1)] = (*this)[id];
    appeal[id & (size - 1)] = appeal_[id & mask()];
    likes[id & (size - 1)] = likes_[id & mask()];
  }
  const auto move = [&](auto& column) {
    if (column.empty()) return;
    std::remove_reference_t<decltype(column)> larger(size);
    for (std::uint32_t id = first_; id != next_; ++id) {
      larger[id & (size - 1)] = column[id & mask()];
    }
    column = std::move(larger);
  };
  move(fakes_);
  move(topics_);
  move(shown_);
  stories_ = std::move(stories);
  appeal_ = std::move(appeal);
  likes_ = std::move(likes);
}

}  // namespace newsdep
