#include "models/society/leaning.hpp"

#include "sim/math.hpp"

namespace newsdep {
namespace {

double squeeze(double logit) { return 2.0 * sim::logistic(logit) - 1.0; }

/// The mean of the law with that centre: trapezoids over z in [-8, 8], which for a
/// smooth function times a normal density err by less than 1e-12.
double mean_of(double centre, double spread) {
  double sum = 0;
  double weight = 0;
  for (int k = -64; k <= 64; ++k) {
    const double z = k / 8.0;
    const double density = sim::exp(-z * z / 2);
    sum += density * squeeze(centre + spread * z);
    weight += density;
  }
  return sum / weight;
}

}  // namespace

LeaningLaw::LeaningLaw(double mean, double spread) : mean_(mean), spread_(spread) {
  if (!(spread > 0) || !(-1 < mean && mean < 1)) {
    spread_ = 0;
    return;
  }
  // The mean grows with the centre; 60 halvings of [-c, c] leave 1e-15 of c. The logit
  // of the mean is moved by at most about spread^2.
  double low = -(40.0 + spread * spread);
  double high = -low;
  for (int k = 0; k < 60; ++k) {
    centre_ = (low + high) / 2;
    (mean_of(centre_, spread) < mean ? low : high) = centre_;
  }
}

double LeaningLaw::at(double z) const {
  return spread_ > 0 ? squeeze(centre_ + spread_ * z) : mean_;
}

}  // namespace newsdep
