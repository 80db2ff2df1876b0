#include "models/stories.hpp"

#include <type_traits>
#include <utility>

namespace newsdep {

std::uint32_t Stories::add(const Story& story, float appeal, std::int32_t born) {
  if (next_ - first_ == stories_.size()) grow();
  const std::uint32_t id = next_++;
  stories_[id & mask()] = story;
  appeal_[id & mask()] = appeal;
  likes_[id & mask()] = 0;
  born_[id & mask()] = born;
  if (!fakes_.empty()) fakes_[id & mask()] = 0;
  has_topics_ |= story.topic != 0;
  return id;
}

void Stories::add_fakes(std::uint32_t id, float likes) {
  fakes_.resize(stories_.size());
  fakes_[id & mask()] += likes;
}

void Stories::expire(std::int32_t step) {
  while (first_ < next_ && born(first_) < step) ++first_;
}

std::size_t Stories::bytes() const {
  return stories_.size() * (sizeof(Story) + sizeof(float) + sizeof(std::uint32_t) +
                            sizeof(std::int32_t)) +
         fakes_.size() * sizeof(float);
}

void Stories::grow() {
  const std::uint32_t old_mask = mask();
  const std::size_t size = 2 * stories_.size();
  const auto move = [&](auto& column) {
    if (column.empty()) return;
    std::remove_reference_t<decltype(column)> larger(size);
    for (std::uint32_t id = first_; id != next_; ++id) {
      larger[id & (size - 1)] = column[id & old_mask];
    }
    column = std::move(larger);
  };
  move(appeal_);
  move(likes_);
  move(born_);
  move(fakes_);
  move(stories_);
}

}  // namespace newsdep
