// The calendar against known dates, and the steps of a run against counting.

#include "sim/calendar.hpp"
#include "tests/catch.hpp"

using newsdep::sim::Clock;
using newsdep::sim::Date;

TEST_CASE("a date read and written is the same text") {
  for (const char* text : {"1970-01-01", "2013-01-01", "2016-02-29", "2018-07-29",
                           "1900-02-28", "0001-01-01", "9999-12-31"}) {
    REQUIRE(Date::parse(text).has_value());
    CHECK(Date::parse(text)->to_string() == text);
  }
  CHECK(Date::parse("1970-01-01")->days == 0);
  CHECK(Date::parse("1969-12-31")->days == -1);
  CHECK(Date::parse("2018-07-29")->days - Date::parse("2013-01-01")->days == 2035);
}

TEST_CASE("a day that no calendar has is no date") {
  for (const char* text :
       {"", "2013", "2013-1-1", "2013-02-29", "1900-02-29", "2013-13-01", "2013-00-10",
        "2013-04-31", "2013-01-00", "2013/01/01", "2013-01-01 ", "+013-01-01",
        "-001-01-01", "2013-01-0x", "20130101", "2013-01-011"}) {
    INFO(text);
    CHECK_FALSE(Date::parse(text).has_value());
  }
}

TEST_CASE("every day for 400 years is the day after the day before") {
  Date day = *Date::parse("1800-01-01");
  double year_before = day.decimal_year();
  for (int n = 0; n < 146097; ++n) {
    const Date next{day.days + 1};
    REQUIRE(Date::parse(next.to_string()) == next);
    REQUIRE(next.to_string() > day.to_string());
    REQUIRE(next.decimal_year() > year_before);
    year_before = next.decimal_year();
    day = next;
  }
  CHECK(day.to_string() == "2200-01-01");
}

TEST_CASE("the middle of a year is its half") {
  CHECK(Date::parse("2013-01-01")->decimal_year() == 2013.0);
  CHECK(Date::parse("2013-07-02")->decimal_year() == Approx(2013.5).margin(0.002));
  CHECK(Date::parse("2016-12-31")->decimal_year() == Approx(2016 + 365.0 / 366));
}

TEST_CASE("a run of one-day steps has one step a day, both ends included") {
  const Clock clock{*Date::parse("2013-01-01"), *Date::parse("2018-07-29"), 1};
  CHECK(clock.steps() == 2036);
  CHECK(clock.moment(0).date == clock.start);
  CHECK(clock.moment(2035).date == clock.end);
  CHECK(clock.step_of(clock.end) == 2035);
  CHECK(clock.moment(-1).date.to_string() == "2012-12-31");
  const Clock one_day{clock.start, clock.start, 1};
  CHECK(one_day.steps() == 1);
}

TEST_CASE("steps counted one by one are the steps that a clock says") {
  const Date start = *Date::parse("2013-01-01");
  for (const double dt : {0.01, 1.0 / 24, 0.1, 0.25, 0.3, 1.0 / 3, 0.7, 1.0, 1.5, 2.0,
                          6.9, 7.0, 30.4375}) {
    for (const int length : {1, 2, 7, 10, 365, 2036}) {
      const Clock clock{start, Date{start.days + length - 1}, dt};
      INFO("dt " << dt << ", days " << length);
      std::int32_t counted = 0;
      while (clock.moment(counted).date <= clock.end) ++counted;
      CHECK(clock.steps() == counted);
      for (int day = -40; day <= length; ++day) {
        const Date date{start.days + day};
        const std::int32_t step = clock.step_of(date);
        REQUIRE(clock.moment(step).date >= date);
        REQUIRE(clock.moment(step - 1).date < date);
      }
    }
  }
}

TEST_CASE("ten steps of a tenth are one day, a thousand times over") {
  const Clock clock{*Date::parse("2013-01-01"), *Date::parse("2015-09-27"), 0.1};
  CHECK(clock.steps() == 10000);
  for (int day = 0; day < 1000; ++day) {
    REQUIRE(clock.moment(10 * day).day == day);
    REQUIRE(clock.moment(10 * day).date.days == clock.start.days + day);
    REQUIRE(clock.moment(10 * day + 9).date.days == clock.start.days + day);
    REQUIRE(clock.moment(10 * day - 1).date.days == clock.start.days + day - 1);
  }
}

TEST_CASE("an event between two week-long steps falls on the next step") {
  const Clock clock{*Date::parse("2013-01-01"), *Date::parse("2013-01-20"), 7};
  CHECK(clock.steps() == 3);
  CHECK(clock.step_of(*Date::parse("2013-01-01")) == 0);
  CHECK(clock.step_of(*Date::parse("2013-01-02")) == 1);
  CHECK(clock.step_of(*Date::parse("2013-01-08")) == 1);
  CHECK(clock.step_of(*Date::parse("2012-12-31")) == 0);
}
