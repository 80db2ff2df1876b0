#pragma once
// Inauthentic accounts: trolls and bots that one hand runs.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/parameters.hpp"

namespace newsdep {

enum class Infiltrated : std::uint8_t { random, hubs, opponents, supporters };

/// A network of inauthentic accounts under one hand.
struct AccountNetwork {
  std::string name;
  bool enabled = true;
  std::string source;
  std::int64_t accounts = 0;
  double infiltration = 0.01;
  Infiltrated target = Infiltrated::random;
  bool from_file = false;
  double acts_per_day = 1;
  double post_chance = 0.5;
  std::int64_t flooding = 1;
  double deception = 0;
  double quality = 0;
  std::int64_t own_follows = 3;
  std::optional<sim::Date> start;
  std::optional<sim::Date> end;
  double takedown = 0;
  double takedown_delay = 0;
  double price = 0;

  void declare(sim::Declarations& d) {
    d.add("enabled", enabled, {.meaning = "whether the network is there"});
    d.add(
        "source", source,
        {.meaning = "the source whose line its stories take, and to which they count"});
    d.add(
        "accounts", accounts,
        {.unit = "accounts",
         .low = 0,
         .high = 1e6,
         .meaning = "how many accounts it has; each is simulated, whatever the number "
                    "of citizens"});
    d.add("infiltration", infiltration,
          {.low = 0,
           .high = 1,
           .meaning = "chance gamma that a citizen follows a given account",
           .source = "Truong et al. 2024: 0.0001 to 1"});
    d.choice("target", target, {"random", "hubs", "opponents", "supporters"},
             {.meaning = "whom the accounts get to follow them: anyone, citizens in "
                         "proportion to their friends and followers, or those whose "
                         "leaning is against, or for, the regime"});
    d.add("from_file", from_file,
          {.meaning = "take who follows the accounts, and whom they follow, from "
                      "`follows.file`, whose ids from population.citizens on are the "
                      "accounts in the order of the networks"});
    d.add("acts_per_day", acts_per_day,
          {.unit = "1/day",
           .low = 0,
           .high = 1000,
           .meaning = "how often an account posts or reshares, at even distances",
           .source = "Truong et al. 2024: once a step"});
    d.add(
        "post_chance", post_chance,
        {.low = 0,
         .high = 1,
         .meaning = "chance mu that it posts a story of its own, and does not reshare",
         .source = "Truong et al. 2024: 0.5"});
    d.add("flooding", flooding,
          {.unit = "copies",
           .low = 1,
           .high = 65535,
           .meaning = "copies theta in which it sends each story",
           .source = "Truong et al. 2024: 1 to 70"});
    d.add(
        "deception", deception,
        {.low = 0,
         .high = 1,
         .meaning = "chance phi that a story of its own has appeal 1; else it is drawn "
                    "as everybody's is",
         .source = "Truong et al. 2024: 0 to 1"});
    d.add("quality", quality,
          {.low = 0,
           .high = 1,
           .meaning = "quality of its stories",
           .source = "Truong et al. 2024: 0"});
    d.add("own_follows", own_follows,
          {.unit = "accounts",
           .low = 0,
           .high = 1000,
           .meaning = "accounts of its own network that an account follows",
           .source = "Truong et al. 2024: 3"});
    d.add("start", start,
          {.meaning = "first day on which it acts; else that of the run"});
    d.add("end", end, {.meaning = "last day on which it acts; else that of the run"});
    d.add("takedown", takedown,
          {.unit = "1/day",
           .low = 0,
           .high = 100,
           .meaning = "hazard at which the platform finds an account"});
    d.add("takedown_delay", takedown_delay,
          {.unit = "days",
           .low = 0,
           .high = 100000,
           .meaning = "days from finding an account to taking it down"});
    d.add("price", price,
          {.unit = "USD/day",
           .low = 0,
           .high = 1e6,
           .meaning = "what one account costs its owner a day"});
  }
};

struct InauthenticParameters {
  bool enabled = true;
  std::vector<AccountNetwork> networks;

  void declare(sim::Declarations& d) {
    d.add("enabled", enabled, {.meaning = "switch of the process InauthenticAccounts"});
    d.named("networks", networks, "networks of inauthentic accounts");
  }
};

}  // namespace newsdep
