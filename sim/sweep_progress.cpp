#include "sim/sweep_progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <ostream>
#include <string>

namespace newsdep::sim {
namespace {

double seconds_between(ProgressKind kind) {
  return kind == ProgressKind::bar ? seconds_between_bars : seconds_between_lines;
}

}  // namespace

SweepProgress::SweepProgress(ProgressKind kind, std::ostream& out, std::int64_t before,
                             std::int64_t of, std::size_t threads, SecondsNow now)
    : kind_(kind),
      out_(out),
      before_(before),
      of_(of),
      now_(std::move(now)),
      began_(now_()),
      next_show_(began_ + seconds_between(kind)),
      parts_(threads, 0.0) {}

SweepProgress::~SweepProgress() { take_bar_off(); }

void SweepProgress::show_part(std::size_t thread, double part) {
  const double now = now_();
  const std::lock_guard lock(mutex_);
  parts_[thread] = part;
  if (now >= next_show_) show(now);
}

void SweepProgress::count(std::size_t thread, bool has_failed) {
  const double now = now_();
  const std::lock_guard lock(mutex_);
  parts_[thread] = 0;
  done_ += 1;
  failed_ += has_failed;
  if (now >= next_show_ || done_ == of_) show(now);
}

void SweepProgress::show(double now) {
  next_show_ = now + seconds_between(kind_);
  const double seconds = now - began_;
  // What is under way counts in part, or the first runs would seem to take for ever.
  const double worth =
      static_cast<double>(done_) + std::accumulate(parts_.begin(), parts_.end(), 0.0);
  const double rate = seconds > 0 ? worth / seconds : 0;
  const bool is_over = done_ == of_;
  const double left = rate > 0 ? (static_cast<double>(of_) - worth) / rate : 0;
  const std::string failures = failed_ > 0 ? fmt::format(", {} failed", failed_) : "";
  const std::string pace =
      rate <= 0 ? ""
                : fmt::format(", {:.3g} runs/{}", rate < 0.1 ? 60 * rate : rate,
                              rate < 0.1 ? "min" : "s");
  const std::string rest =
      rate <= 0 || is_over ? "" : ", " + clock_words(left) + " left";
  if (kind_ == ProgressKind::bar) {
    constexpr int width = 24;
    const int full = of_ > 0 ? static_cast<int>(worth * width / double(of_)) : width;
    out_ << "\r\x1b[K"
         << fmt::format("runs [{}{}] {} of {}{}{}{}",
                        std::string(static_cast<std::size_t>(full), '='),
                        std::string(static_cast<std::size_t>(width - full), ' '),
                        before_ + done_, before_ + of_, failures, pace, rest)
         << std::flush;
    bar_is_shown_ = true;
  } else if (kind_ == ProgressKind::lines) {
    out_ << fmt::format("runs: {} of {}{}, {}{}{}\n", before_ + done_, before_ + of_,
                        failures, clock_words(seconds), pace, rest)
         << std::flush;
  } else if (kind_ == ProgressKind::json) {
    out_ << fmt::format(
                "{{\"runs\": {}, \"of\": {}, \"failed\": {}, \"seconds\": {:.3f}, "
                "\"runs_per_second\": {:.6g}, \"seconds_left\": {}}}\n",
                before_ + done_, before_ + of_, failed_, seconds, rate,
                rate > 0 ? fmt::format("{:.3f}", left) : "null")
         << std::flush;
  }
}

void SweepProgress::take_bar_off() {
  if (bar_is_shown_) out_ << "\r\x1b[K" << std::flush;
  bar_is_shown_ = false;
}

}  // namespace newsdep::sim
