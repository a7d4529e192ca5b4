#include "extractor/language/role_spans.h"

#include <algorithm>
#include <utility>

namespace kg {

Result<RoleDecoder> RoleDecoder::Make(const std::vector<std::string>& tags,
                                      const std::vector<std::string>& roles) {
  KG_ASSIGN(NameDecoder decoder, NameDecoder::Make(tags));
  std::vector<RoleTag> parsed;
  for (const std::string& tag : tags) {
    RoleTag& out = parsed.emplace_back();
    out.place = tag[0];
    if (out.place == 'O') continue;
    const std::string role = tag.size() > 2 ? tag.substr(2) : "";
    const auto found = std::find(roles.begin(), roles.end(), role);
    if (found == roles.end()) {
      return Status::InvalidInput("unknown role in the tag '" + tag + "'");
    }
    out.role = static_cast<int>(found - roles.begin());
  }
  return RoleDecoder(std::move(decoder), std::move(parsed), roles.size());
}

std::vector<std::vector<Range>> RoleDecoder::Decode(
    std::span<const float> scores) const {
  const size_t words = scores.size() / tags_.size();
  std::vector<std::span<const float>> rows;
  rows.reserve(words);
  for (size_t w = 0; w < words; ++w) {
    rows.push_back(scores.subspan(w * tags_.size(), tags_.size()));
  }
  const std::vector<size_t> path = decoder_.Decode(rows);
  std::vector<std::vector<Range>> runs(roles_);
  for (uint32_t w = 0; w < words; ++w) {
    const RoleTag& tag = tags_[path[w]];
    if (tag.role < 0) continue;
    std::vector<Range>& own = runs[static_cast<size_t>(tag.role)];
    if (tag.starts()) own.push_back({w, w});
    // Scores that are no numbers may give a path that the scheme forbids.
    if (!own.empty() && own.back().end == w) own.back().end = w + 1;
  }
  return runs;
}

}  // namespace kg
