#include "base/hash.h"

#include <gtest/gtest.h>

namespace kg {
namespace {

// Expected values from Python: hashlib.blake2b(b'…', digest_size=16).
TEST(HashTest, IsBlake2bWithSixteenBytes) {
  EXPECT_EQ(Blake2b("").Hex(), "cae66941d9efbd404e4d88758ea67670");
  EXPECT_EQ(Blake2b("abc").Hex(), "cf4ab791c62b8d2b2109c90275287816");
}

TEST(HashTest, HexRoundTrips) {
  const Hash128 hash = Blake2b("abc");
  EXPECT_EQ(Hash128::FromHex(hash.Hex()), hash);
  EXPECT_EQ(Hash128::FromBytes(hash.View()), hash);
}

TEST(HashTest, RefusesWhatIsNoHex) {
  for (const char* text : {"", "cf4a", "CF4AB791C62B8D2B2109C90275287816",
                           "gf4ab791c62b8d2b2109c90275287816",
                           "cf4ab791c62b8d2b2109c902752878160"}) {
    EXPECT_FALSE(Hash128::FromHex(text).has_value()) << text;
  }
}

TEST(HashTest, FieldsDoNotRunTogether) {
  EXPECT_NE(HashFields("d", {"ab", "c"}), HashFields("d", {"a", "bc"}));
  EXPECT_NE(HashFields("d", {"ab"}), HashFields("d", {"ab", ""}));
  EXPECT_NE(HashFields("d", {"x"}), HashFields("e", {"x"}));
}

}  // namespace
}  // namespace kg
