// The feed's common part: a bought like shows as a genuine one does.

#include "models/feed.hpp"
#include "models/processes/newsroom.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

TEST_CASE("bought likes count as much as genuine ones, person for person", "[feed]") {
  // A citizen stands for 1,000 persons.
  const auto base_of = [](int genuine, float bought) {
    Scenario s = small_country(100);
    s.platform.ranking = Ranking::engagement;
    s.platform.response.share.likes = 0.2;
    s.platform.response.likes_cap = 1e6;
    s.platform.trending = 3;
    OwnWorld own(std::move(s));
    publish(own.world, own.moment(0));
    const std::uint32_t id = own.outlet("free_page").edition[2];
    for (int k = 0; k < genuine; ++k) own.world.stories.like(id);
    if (bought > 0) own.world.stories.add_fakes(id, bought);
    renew_feed(own.world, own.moment(0));
    REQUIRE(own.world.platforms.front().trending.size() == 3);
    CHECK((own.world.platforms.front().trending[0] == id) ==
          (genuine > 0 || bought > 0));
    return own.world.stories[id];
  };
  const Story genuine = base_of(4, 0);
  const Story bought = base_of(0, 4000);
  const Story mixed = base_of(1, 3000);
  const Story none = base_of(0, 0);
  CHECK(none.rank_base < bought.rank_base);
  CHECK(none.like_base < bought.like_base);
  CHECK(none.share_base < bought.share_base);
  for (const Story& other : {bought, mixed}) {
    CHECK(other.rank_base == genuine.rank_base);
    CHECK(other.like_base == genuine.like_base);
    CHECK(other.share_base == genuine.share_base);
  }
}

TEST_CASE("stories trend by the likes that they show", "[feed]") {
  Scenario s = small_country(100);
  s.platform.trending = 3;
  OwnWorld own(std::move(s));
  publish(own.world, own.moment(0));
  const std::vector<std::uint32_t> ids = own.outlet("free_page").edition;
  own.world.stories.like(ids[0]);  // 1,000 persons
  own.world.stories.add_fakes(ids[1], 999);
  own.world.stories.add_fakes(ids[2], 1001);
  renew_feed(own.world, own.moment(0));
  CHECK(own.world.platforms.front().trending == std::vector{ids[2], ids[0], ids[1]});
}
