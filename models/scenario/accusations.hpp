#pragma once
// What the state is accused of in public, and what comes of it in court.

#include <cstdint>
#include <optional>
#include <string>

#include "models/mechanisms/audit.hpp"
#include "sim/parameters.hpp"

namespace newsdep {

enum class Claim : std::uint8_t { likes, killing };

/// Something that one source says of another in public, and how the state answers.
struct Accusation {
  std::string name;
  bool enabled = true;
  sim::Date date;
  std::string by;
  std::string against;
  Claim claim = Claim::likes;
  std::string page;
  double days = 7;
  double coverage = 0.5;
  double echo = 0.1;
  double loss = 0.3;
  std::string suit;
  double answer = 0;

  void declare(sim::Declarations& d) {
    d.add("enabled", enabled, {.meaning = "whether it is made"});
    d.add("date", date,
          {.meaning = "the day on which it is made, if the accuser has an open outlet "
                      "then"});
    d.add("by", by, {.meaning = "the source that makes it"});
    d.add("against", against, {.meaning = "the source that is accused"});
    d.choice("claim", claim, {"likes", "killing"},
             {.meaning = "what is said: that likes of a page were bought, or that the "
                         "accused had somebody killed"});
    d.add("page", page,
          {.meaning = "claim likes: the page whose likes are said to be bought"});
    d.add("days", days,
          {.unit = "days",
           .low = 0,
           .high = 366,
           .meaning = "how long it is news, from its date"});
    d.add("coverage", coverage,
          {.unit = "share",
           .low = 0,
           .high = 1,
           .meaning = "share of the accuser's own stories that are about it"});
    d.add("echo", echo,
          {.unit = "share",
           .low = 0,
           .high = 1,
           .meaning = "share of other newsrooms' stories that are about it, where fear "
                      "does not keep it out; the state's media and the accused carry "
                      "none"});
    d.add(
        "loss", loss,
        {.unit = "share",
         .low = 0,
         .high = 1,
         .meaning = "of the accused's credence to one who reads it, the share that it "
                    "takes away if the accuser is believed in full (credence 1)"});
    d.add("suit", suit,
          {.meaning = "the event of kind lawsuit, without a date, by which the state "
                      "may answer; none given: it does not"});
    d.add("answer", answer,
          {.unit = "1/day",
           .low = 0,
           .high = 1000,
           .meaning = "hazard of that suit while the accusation is news, if everybody "
                      "had read it; it falls with the share who have"});
  }
};

/// A suit over an accusation, and how it is judged.
struct CourtCase {
  std::string name;
  bool enabled = true;
  std::string accusation;
  std::string charge;
  std::optional<sim::Date> date;
  std::int64_t hearing = 180;
  AuditLevel admits = AuditLevel::full;
  double standard = 3;
  double spread = 1;
  double capture = 0;
  std::string convicts;
  std::string acquits;
  double vindication = 0.3;

  void declare(sim::Declarations& d) {
    d.add("enabled", enabled, {.meaning = "whether it is heard"});
    d.add("accusation", accusation,
          {.meaning = "the accusation that it is about, one of bought likes"});
    d.add("charge", charge, {.meaning = "what the accuser is charged with, in words"});
    d.add("date", date,
          {.meaning = "the day on which the case opens; none given: when the suit over "
                      "the accusation is brought"});
    d.add("hearing", hearing,
          {.unit = "days",
           .low = 1,
           .high = 100000,
           .meaning = "days from the opening to the verdict"});
    d.choice("admits", admits, {"public", "origin", "ad_library", "accounts", "full"},
             {.meaning = "the highest level of disclosure that the court admits as "
                         "evidence"});
    d.add("standard", standard,
          {.low = -700,
           .high = 700,
           .meaning = "log Bayes factor for bought likes that the defence must reach "
                      "for the charge to fall",
           .source =
               "assumed; 20 to 1 (3.0), from where on Kass and Raftery, J. Am. Stat. "
               "Assoc. 90 (1995) 773, section 3.2, call evidence strong"});
    d.add("spread", spread,
          {.low = 0,
           .high = 100,
           .meaning = "how loosely the court reads the log Bayes factor; 0: as a "
                      "step at the standard"});
    d.add("capture", capture,
          {.low = 0,
           .high = 1,
           .meaning = "chance that the charge stands whatever the evidence"});
    d.add("convicts", convicts,
          {.meaning = "the event without a date that a verdict of guilty brings about; "
                      "none given: none"});
    d.add("acquits", acquits,
          {.meaning = "the event without a date that an acquittal brings about; none "
                      "given: none"});
    d.add("vindication", vindication,
          {.unit = "share",
           .low = 0,
           .high = 1,
           .meaning = "of the accused's credence to one who reads of an acquittal, the "
                      "share that it takes away"});
  }
};

}  // namespace newsdep
