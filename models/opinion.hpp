#pragma once
// What citizens think and say of the regime, and how willing they are to say it.

namespace newsdep {

/// How willing somebody is to voice what is on either side.
struct Willingness {
  float dissent = 1;  ///< chance of saying what is against the regime
  float support = 1;
};

/// What citizens think and say on a day; citizens by side. Who feigns an opinion has
/// the other one.
struct Opinion {
  double dissent = 0;  ///< in private
  double support = 0;
  double dissent_voiced = 0;
  double support_voiced = 0;
  double dissent_feigned = 0;
  double support_feigned = 0;

  Opinion& operator+=(const Opinion& other) {
    dissent += other.dissent;
    support += other.support;
    dissent_voiced += other.dissent_voiced;
    support_voiced += other.support_voiced;
    dissent_feigned += other.dissent_feigned;
    support_feigned += other.support_feigned;
    return *this;
  }
};

}  // namespace newsdep
