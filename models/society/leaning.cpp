#include "models/society/leaning.hpp"

#include <vector>

#include "sim/math.hpp"

namespace newsdep {
namespace {

double squeeze(double logit) { return 2.0 * sim::logistic(logit) - 1.0; }

/// Nodes and weights of the trapezoid rule for a mean over z, standard normal: 0.25
/// apart within [-8, 8]. The law's poles lie pi / spread off the axis, so the error is
/// of the order exp(-8 pi^2 / spread): below 1e-11 for a spread of 3; wider laws take a
/// finer step.
class NormalMean {
 public:
  explicit NormalMean(double spread) : step_(spread > 3 ? 0.0625 : 0.25) {
    for (double z = -8; z <= 8; z += step_) {
      weights_.push_back(sim::exp(-z * z / 2));
      total_ += weights_.back();
    }
  }
  /// The mean of squeeze(centre + spread z).
  double operator()(double centre, double spread) const {
    double sum = 0;
    double z = -8;
    for (const double weight : weights_) {
      sum += weight * squeeze(centre + spread * z);
      z += step_;
    }
    return sum / total_;
  }

 private:
  double step_;
  std::vector<double> weights_;
  double total_ = 0;
};

}  // namespace

LeaningLaw::LeaningLaw(double mean, double spread) : mean_(mean), spread_(spread) {
  if (!(spread > 0) || !(-1 < mean && mean < 1)) {
    spread_ = 0;
    return;
  }
  // The mean grows with the centre, which lies at most about spread^2 beyond the
  // mean's own logit; 48 halvings leave 1e-12 of it.
  const NormalMean mean_of(spread);
  double low = -(40.0 + spread * spread);
  double high = -low;
  for (int k = 0; k < 48; ++k) {
    centre_ = (low + high) / 2;
    (mean_of(centre_, spread) < mean ? low : high) = centre_;
  }
}

double LeaningLaw::at(double z) const {
  return spread_ > 0 ? squeeze(centre_ + spread_ * z) : mean_;
}

}  // namespace newsdep
