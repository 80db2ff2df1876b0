#include "models/processes/ballot.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "models/mechanisms/dhondt.hpp"
#include "models/mechanisms/vote.hpp"

namespace newsdep {
namespace {

constexpr sim::Purpose age_purpose{"Ballot age"};
constexpr sim::Purpose vote_purpose{"Ballot vote"};

/// An election as it stands on the paper.
struct Paper {
  std::vector<VoteOption> options;     ///< [regions x choices]
  std::vector<std::uint32_t> subject;  ///< [choices] whose luck
};

Paper print_paper(const World& world, const Election& election) {
  const BallotParameters& ballot = world.rules().ballot;
  Paper paper;
  const std::uint32_t name = sim::hash_name(election.name);
  for (const Party& party : ballot.parties) {
    paper.subject.push_back(sim::mix(name, sim::hash_name(party.name)));
  }
  for (const std::string_view other : {"spoil", "abstain"}) {
    paper.subject.push_back(sim::mix(name, sim::hash_name(other)));
  }
  const double going = election.pressure - ballot.cost;
  for (std::size_t r = 0; r < world.people.regions.size(); ++r) {
    for (std::size_t k = 0; k < ballot.parties.size(); ++k) {
      const Party& party = ballot.parties[k];
      VoteOption& option = paper.options.emplace_back();
      if (is_banned(world, party.name, election.date)) continue;
      option = {party.constant + world.ballot.constant[r][k] + going, party.belief,
                party.bandwagon};
    }
    paper.options.push_back({.constant = ballot.spoil + going});
    paper.options.push_back({.constant = 0});
  }
  return paper;
}

}  // namespace

bool is_banned(const World& world, std::string_view party, sim::Date date) {
  for (std::size_t k = 0; k < world.events.size(); ++k) {
    const Event& event = world.rules().events[k];
    const EventState& state = world.events[k];
    if (event.kind == EventKind::ban && state.is_in_force(date) &&
        std::ranges::find(event.parties, party) != event.parties.end()) {
      return true;
    }
  }
  return false;
}

/// Citizens of voting age, by region and by what they did.
struct Ballot::Count {
  std::vector<double> chosen;  ///< [regions x choices] citizens
  std::vector<double> chance;  ///< [regions x choices] sum of their chances

  Count& operator+=(const Count& other) {
    chosen.resize(other.chosen.size(), 0.0);
    chance.resize(other.chance.size(), 0.0);
    for (std::size_t k = 0; k < chosen.size(); ++k) {
      chosen[k] += other.chosen[k];
      chance[k] += other.chance[k];
    }
    return *this;
  }
};

Ballot::Ballot(World& world, sim::Results& results)
    : world_(world),
      results_(results),
      parties_(world.rules().ballot.parties.size()),
      choices_(parties_ + 2) {
  const BallotParameters& ballot = world.rules().ballot;
  if (!ballot.enabled || ballot.elections.empty()) return;
  std::vector<std::string> elections, parties;
  for (const Election& election : ballot.elections) elections.push_back(election.name);
  for (const Party& party : ballot.parties) parties.push_back(party.name);
  std::vector<std::string> choices = parties;
  choices.insert(choices.end(), {"spoil", "abstain"});
  const auto add_axis = [&](const char* name, std::vector<std::string> labels,
                            const char* long_name) {
    results.add_axis({.name = name,
                      .group = "ballot",
                      .labels = std::move(labels),
                      .long_name = long_name});
  };
  add_axis("election", std::move(elections), "election");
  add_axis("option", parties, "option: what one can vote for");
  add_axis("party", std::move(parties), "party: who can win seats");
  add_axis("choice", std::move(choices), "choice: what one can do on the day");
  const auto add = [&](const char* name, std::vector<std::string> axes,
                       const char* unit, const char* long_name, const char* comment) {
    axes.insert(axes.begin(), "election");
    return results.add({.name = std::string("ballot/") + name,
                        .axes = std::move(axes),
                        .unit = unit,
                        .long_name = long_name,
                        .comment = comment});
  };
  electorate_ = add("electorate", {}, "persons", "electorate",
                    "Citizens of voting age, in persons; all count as registered.");
  turnout_ = add("turnout", {}, "1", "turnout",
                 "Ballots cast, spoiled ones too, per head of the electorate.");
  spoiled_ = add("spoiled", {}, "1", "spoiled ballots", "Share of the ballots cast.");
  share_ = add("share", {"option"}, "1", "votes",
               "Share of the valid votes; 0 for who is banned.");
  seats_ = add("seats", {"party"}, "seats", "seats",
               "Sum of the regions' seats; NaN for an election without a table of "
               "seats.");
  electorate_region_ =
      add("electorate_region", {"region"}, "persons", "electorate by region",
          "Citizens of voting age in the region, in persons.");
  turnout_region_ = add("turnout_region", {"region"}, "1", "turnout by region",
                        "Ballots cast per head of the region's electorate; NaN where "
                        "it is empty.");
  votes_region_ = add("votes_region", {"region", "option"}, "persons",
                      "votes by region", "Valid votes of the region, in persons.");
  share_region_ =
      add("share_region", {"region", "option"}, "1", "shares of votes by region",
          "Share of the region's valid votes; NaN where there is none.");
  seats_region_ = add("seats_region", {"region", "party"}, "seats", "seats by region",
                      "By D'Hondt; NaN for an election without a table of seats.");
  chance_region_ = add("chance_region", {"region", "choice"}, "1", "chances by region",
                       "Mean over the region's electorate of the chance to do so, by "
                       "the logit: what is expected before any vote is cast.");
}

Ballot::Count Ballot::count(const Election& election) const {
  const Paper paper = print_paper(world_, election);
  const People& people = world_.people;
  const Citizens& c = world_.citizens;
  return sim::sum_over<Count>(world_.blocks, [&](const sim::Block& block) {
    Count sum{std::vector<double>(people.regions.size() * choices_, 0.0),
              std::vector<double>(people.regions.size() * choices_, 0.0)};
    std::vector<double> utility(choices_);
    std::vector<double> luck(choices_);
    std::vector<double> chance(choices_);
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      const auto age = world_.luck.draw(age_purpose, 0, people.key[i], 0);
      if (sim::uniform(age[0]) < world_.ballot.too_young[people.age[i]]) continue;
      const std::size_t row = people.region[i] * choices_;
      const double perceived = c.perceived.empty() ? 0.5 : double{c.perceived[i]};
      for (std::size_t k = 0; k < choices_; ++k) {
        utility[k] = vote_utility(paper.options[row + k], c.belief[i], perceived);
        const auto w =
            world_.luck.draw(vote_purpose, 0, people.key[i], paper.subject[k]);
        luck[k] = vote_luck(sim::uniform_open(w[0], w[1]));
      }
      sum.chosen[row + cast_vote(utility, luck)] += 1;
      vote_chances(utility, chance);
      for (std::size_t k = 0; k < choices_; ++k) sum.chance[row + k] += chance[k];
    }
    return sum;
  });
}

void Ballot::operator()(const sim::Moment& moment) {
  const BallotParameters& ballot = world_.rules().ballot;
  const sim::Clock clock = world_.rules().clock();
  for (std::size_t e = 0; e < ballot.elections.size(); ++e) {
    const Election& election = ballot.elections[e];
    if (!election.enabled || clock.step_of(election.date) != moment.step) continue;
    const Count votes = count(election);
    record(e, votes);
    if (world_.ballot.seats[e]) record_seats(e, votes);
  }
}

// A share of nothing, 0 / 0, is NaN: where nobody lives there is no turnout.
void Ballot::record(std::size_t e, const Count& count) {
  const std::size_t spoil = parties_;
  const std::size_t abstain = parties_ + 1;
  std::vector<double> country(choices_, 0.0);
  double electorate = 0;
  for (std::size_t r = 0; r < world_.people.regions.size(); ++r) {
    const double* const chosen = &count.chosen[r * choices_];
    double citizens = 0;
    double valid = 0;
    for (std::size_t k = 0; k < choices_; ++k) {
      country[k] += chosen[k];
      citizens += chosen[k];
      valid += k < parties_ ? chosen[k] : 0;
    }
    electorate += citizens;
    results_.row(electorate_region_, e)[r] = citizens * world_.persons_per_citizen;
    results_.row(turnout_region_, e)[r] = (citizens - chosen[abstain]) / citizens;
    for (std::size_t k = 0; k < parties_; ++k) {
      results_.row(votes_region_, e)[r * parties_ + k] =
          chosen[k] * world_.persons_per_citizen;
      results_.row(share_region_, e)[r * parties_ + k] = chosen[k] / valid;
    }
    for (std::size_t k = 0; k < choices_; ++k) {
      results_.row(chance_region_, e)[r * choices_ + k] =
          count.chance[r * choices_ + k] / citizens;
    }
  }
  const double cast = electorate - country[abstain];
  results_.row(electorate_, e)[0] = electorate * world_.persons_per_citizen;
  results_.row(turnout_, e)[0] = cast / electorate;
  results_.row(spoiled_, e)[0] = country[spoil] / cast;
  for (std::size_t k = 0; k < parties_; ++k) {
    results_.row(share_, e)[k] = country[k] / (cast - country[spoil]);
  }
}

void Ballot::record_seats(std::size_t e, const Count& count) {
  const BallotParameters& ballot = world_.rules().ballot;
  std::vector<double> country(parties_, 0.0);
  for (std::size_t r = 0; r < world_.people.regions.size(); ++r) {
    std::vector<double> votes(parties_, 0.0);
    for (std::size_t k = 0; k < parties_; ++k) {
      if (ballot.parties[k].wins_seats) votes[k] = count.chosen[r * choices_ + k];
    }
    const std::int64_t seats = (*world_.ballot.seats[e])[r];
    const std::vector<std::int64_t> won = deal_seats(votes, seats);
    if (seats > 0 && std::ranges::all_of(won, [](auto n) { return n == 0; })) {
      world_.warnings.push_back(
          ballot.elections[e].name + ": nobody in " + world_.people.regions[r] +
          " voted for a list, so its " + std::to_string(seats) +
          " seats stay empty; more citizens would make this less likely");
    }
    for (std::size_t k = 0; k < parties_; ++k) {
      const auto n = static_cast<double>(won[k]);
      country[k] += n;
      results_.row(seats_region_, e)[r * parties_ + k] = n;
    }
  }
  std::ranges::copy(country, results_.row(seats_, e).begin());
}

}  // namespace newsdep
