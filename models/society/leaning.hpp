#pragma once
// How leanings are drawn: a normal number squeezed into [-1, 1].

namespace newsdep {

/// The logit-normal law on [-1, 1]: s = tanh((centre + spread z) / 2), z standard
/// normal, so that (1 + s) / 2 has a normal logit. The centre is such that the mean of
/// s is what was asked. spread 0 gives exactly the mean, and a mean of -1 or 1 exactly
/// that.
/// Source: Atchison and Shen, Biometrika 67 (1980) 261, for the logit-normal law.
class LeaningLaw {
 public:
  /// `mean` in [-1, 1]; `spread` >= 0, the standard deviation of the logit.
  LeaningLaw(double mean, double spread);

  /// The leaning that belongs to the standard normal number z.
  double at(double z) const;

 private:
  double mean_;
  double spread_;
  double centre_ = 0;
};

}  // namespace newsdep
