#include "extractor/language/viterbi.h"

#include <limits>
#include <string_view>

namespace kg {
namespace {

constexpr float kNever = -std::numeric_limits<float>::infinity();

struct PlaceRow {
  char place;
  bool opens;   // a name begins here, or there is none
  bool closes;  // a name ends here, or there is none
  const char* bio;
};
constexpr PlaceRow kPlaces[] = {{'O', true, true, "O"},
                                {'B', true, false, "B"},
                                {'I', false, false, "I"},
                                {'E', false, true, "I"},
                                {'S', true, true, "B"}};

const PlaceRow* FindPlace(std::string_view tag) {
  for (const PlaceRow& row : kPlaces) {
    if (tag.empty() || tag[0] != row.place) continue;
    const bool typed = tag.size() > 2 && tag[1] == '-';
    if (tag.size() == 1 || (row.place != 'O' && typed)) return &row;
  }
  return nullptr;
}

}  // namespace

Result<NameDecoder> NameDecoder::Make(const std::vector<std::string>& tags) {
  NameDecoder decoder;
  std::vector<const PlaceRow*> places;
  bool has_outside = false;
  for (const std::string& tag : tags) {
    const PlaceRow* row = FindPlace(tag);
    if (row == nullptr) {
      return Status::InvalidInput("expected a BIOES tag, got '" + tag + "'");
    }
    has_outside |= row->place == 'O';
    places.push_back(row);
    decoder.bio_.push_back(row->bio + tag.substr(1));
    decoder.may_start_.push_back(row->opens);
    decoder.may_end_.push_back(row->closes);
  }
  if (!has_outside) return Status::InvalidInput("expected the tag 'O'");
  for (size_t to = 0; to < tags.size(); ++to) {
    std::vector<size_t>& before = decoder.before_.emplace_back();
    for (size_t from = 0; from < tags.size(); ++from) {
      const bool closed = places[from]->closes;
      const bool same = tags[from].substr(1) == tags[to].substr(1);
      if (closed ? places[to]->opens : !places[to]->opens && same) {
        before.push_back(from);
      }
    }
  }
  return decoder;
}

std::vector<size_t> NameDecoder::Decode(
    std::span<const std::span<const float>> rows) const {
  const size_t tags = bio_.size();
  std::vector<size_t> path(rows.size());
  if (rows.empty()) return path;
  std::vector<float> best(tags, kNever), next(tags);
  std::vector<size_t> back(rows.size() * tags, 0);
  for (size_t t = 0; t < tags; ++t) {
    if (may_start_[t]) best[t] = rows[0][t];
  }
  for (size_t i = 1; i < rows.size(); ++i) {
    for (size_t t = 0; t < tags; ++t) {
      float score = kNever;
      for (const size_t from : before_[t]) {
        if (best[from] <= score) continue;
        score = best[from];
        back[i * tags + t] = from;
      }
      next[t] = score + rows[i][t];
    }
    best.swap(next);
  }
  // "O" may end everywhere, so there is always a way.
  float score = kNever;
  for (size_t t = 0; t < tags; ++t) {
    if (!may_end_[t] || best[t] <= score) continue;
    score = best[t];
    path.back() = t;
  }
  for (size_t i = rows.size() - 1; i > 0; --i) {
    path[i - 1] = back[i * tags + path[i]];
  }
  return path;
}

}  // namespace kg
