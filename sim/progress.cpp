#include "sim/progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <ostream>

namespace newsdep::sim {
namespace {

/// "3.21 M citizen-steps/s"; "" as long as nothing was counted.
std::string rate_words(const Advance& advance, double seconds) {
  if (advance.citizen_steps <= 0 || seconds <= 0) return "";
  double rate = advance.citizen_steps / seconds;
  const char* unit = "";
  if (rate >= 1e6) {
    rate /= 1e6, unit = " M";
  } else if (rate >= 1e3) {
    rate /= 1e3, unit = " k";
  }
  return fmt::format("{:.3g}{} citizen-steps/s", rate, unit);
}

double share_of(const Advance& advance) {
  if (advance.of <= 0) return 0;
  return std::clamp(static_cast<double>(advance.done) / static_cast<double>(advance.of),
                    0.0, 1.0);
}

/// Seconds left in the phase at the speed so far; nothing at its beginning and end.
std::optional<double> seconds_left(const Advance& advance, double seconds) {
  const double share = share_of(advance);
  if (share <= 0 || share >= 1) return std::nullopt;
  return seconds * (1 - share) / share;
}

/// The parts that there are, with a comma between them.
std::string joined(std::initializer_list<std::string> parts) {
  std::string text;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!text.empty()) text += ", ";
    text += part;
  }
  return text;
}

std::string left_words(const Advance& advance, double seconds) {
  const std::optional<double> left = seconds_left(advance, seconds);
  return left ? clock_words(*left) + " left" : "";
}

}  // namespace

std::optional<ProgressKind> progress_kind(std::string_view word) {
  if (word == "bar") return ProgressKind::bar;
  if (word == "lines") return ProgressKind::lines;
  if (word == "json") return ProgressKind::json;
  if (word == "none") return ProgressKind::none;
  return std::nullopt;
}

std::string clock_words(double seconds) {
  const auto whole = static_cast<std::int64_t>(seconds + 0.5);
  const std::int64_t hours = whole / 3600, minutes = whole / 60 % 60;
  return hours > 0 ? fmt::format("{}:{:02}:{:02}", hours, minutes, whole % 60)
                   : fmt::format("{}:{:02}", minutes, whole % 60);
}

double steady_seconds() {
  const std::chrono::duration<double> now =
      std::chrono::steady_clock::now().time_since_epoch();
  return now.count();
}

Progress::Progress(ProgressKind kind, std::ostream& out, std::int64_t replicates,
                   SecondsNow now)
    : kind_(kind), out_(out), replicates_(replicates), now_(std::move(now)) {}

Progress::~Progress() { take_bar_off(); }

void Progress::begin_replicate(std::int64_t replicate) {
  replicate_ = replicate;
  phase_.clear();
}

void Progress::begin_phase(std::string_view phase) {
  phase_ = phase;
  phase_began_ = now_();
  const bool is_bar = kind_ == ProgressKind::bar;
  next_show_ = phase_began_ + (is_bar ? 0 : seconds_between_lines);
}

void Progress::show(const Advance& advance) {
  if (kind_ == ProgressKind::none) return;
  if (phase_ != advance.phase) begin_phase(advance.phase);
  const double now = now_();
  const bool is_end = advance.of > 0 && advance.done >= advance.of;
  if (now < next_show_ && !is_end) return;
  const double seconds = now - phase_began_;
  switch (kind_) {
    case ProgressKind::bar:
      next_show_ = now + seconds_between_bars;
      return show_bar(advance, seconds);
    case ProgressKind::lines:
      next_show_ = now + seconds_between_lines;
      return show_line(advance, seconds);
    case ProgressKind::json:
      next_show_ = now + seconds_between_lines;
      return show_json(advance, seconds);
    case ProgressKind::none:
      return;
  }
}

void Progress::show_bar(const Advance& advance, double seconds) {
  constexpr int width = 24;
  const double share = share_of(advance);
  const int full = static_cast<int>(share * width);
  const std::string replicate =
      replicates_ > 1 ? fmt::format("{}/{} ", replicate_ + 1, replicates_) : "";
  // Back to the first column, and clear what a longer line left behind.
  out_ << "\r\x1b[K"
       << fmt::format(
              "{}{:<8} [{}{}] {:3.0f} %  {}", replicate, phase_,
              std::string(static_cast<std::size_t>(full), '='),
              std::string(static_cast<std::size_t>(width - full), ' '), 100 * share,
              joined({rate_words(advance, seconds), left_words(advance, seconds)}))
       << std::flush;
  bar_is_shown_ = true;
}

void Progress::show_line(const Advance& advance, double seconds) {
  const std::string replicate =
      replicates_ > 1 ? fmt::format("replicate {} of {}, ", replicate_ + 1, replicates_)
                      : "";
  out_ << fmt::format("{}{}: {}\n", replicate, phase_,
                      joined({fmt::format("{} of {}", advance.done, advance.of),
                              clock_words(seconds), rate_words(advance, seconds),
                              left_words(advance, seconds)}))
       << std::flush;
}

void Progress::show_json(const Advance& advance, double seconds) {
  // Phases are plain words of ours: nothing to escape.
  const std::optional<double> left = seconds_left(advance, seconds);
  out_ << fmt::format(
              "{{\"replicate\": {}, \"replicates\": {}, \"phase\": \"{}\", \"done\": "
              "{}, "
              "\"of\": {}, \"seconds\": {:.3f}, \"citizen_steps\": {:.0f}, "
              "\"seconds_left\": {}}}\n",
              replicate_ + 1, replicates_, phase_, advance.done, advance.of, seconds,
              advance.citizen_steps, left ? fmt::format("{:.3f}", *left) : "null")
       << std::flush;
}

void Progress::warn(std::string_view warning) {
  take_bar_off();
  if (kind_ == ProgressKind::json) {
    out_ << nlohmann::ordered_json{{"warning", warning}}.dump() << "\n" << std::flush;
  } else {
    out_ << "warning: " << warning << "\n" << std::flush;
  }
}

void Progress::take_bar_off() {
  if (bar_is_shown_) out_ << "\r\x1b[K" << std::flush;
  bar_is_shown_ = false;
}

}  // namespace newsdep::sim
