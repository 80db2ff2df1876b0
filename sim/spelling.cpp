// "Did you mean ...?": the words nearest to one that nobody knows.

#include "sim/spelling.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace newsdep::sim {
namespace {

/// Longer words are no slips of the hand, and comparing them is slow.
constexpr std::size_t longest_word = 64;
constexpr std::size_t most_suggestions = 3;

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return result;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  // Rows of the table for the prefixes of `a` that are two, one and zero letters
  // behind.
  std::vector<std::size_t> two(b.size() + 1), one(b.size() + 1), now(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) now[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::swap(two, one);
    std::swap(one, now);
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replace = one[j - 1] + (a[i - 1] != b[j - 1]);
      now[j] = std::min({one[j] + 1, now[j - 1] + 1, replace});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        now[j] = std::min(now[j], two[j - 2] + 1);
      }
    }
  }
  return now[b.size()];
}

std::vector<std::string> nearest(std::string_view word,
                                 std::span<const std::string> words) {
  if (word.empty() || word.size() > longest_word) return {};
  std::vector<std::pair<std::size_t, std::string>> near;
  for (const std::string& candidate : words) {
    if (candidate.size() > longest_word) continue;
    const std::size_t distance = edit_distance(lower(word), lower(candidate));
    const std::size_t allowed = 1 + std::min(word.size(), candidate.size()) / 4;
    // A word of one or two letters is not "nearly" another one.
    if (distance <= allowed && distance < std::min(word.size(), candidate.size())) {
      near.emplace_back(distance, candidate);
    }
  }
  std::stable_sort(near.begin(), near.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> result;
  for (auto& [distance, candidate] : near) {
    if (distance > near.front().first + 1 || result.size() == most_suggestions) break;
    result.push_back(std::move(candidate));
  }
  return result;
}

std::string did_you_mean(std::span<const std::string> words) {
  if (words.empty()) return "";
  std::string result = "; did you mean " + words[0];
  for (std::size_t k = 1; k < words.size(); ++k) result += " or " + words[k];
  return result + "?";
}

}  // namespace newsdep::sim
