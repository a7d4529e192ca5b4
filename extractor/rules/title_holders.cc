#include "extractor/rules/title_holders.h"

#include "extractor/rules/speakers_near.h"

namespace kg {

TitleHolders::TitleHolders(const NameTable& names) {
  for (uint32_t e = 0; e < names.entities().size(); ++e) {
    const LocalEntity& entity = names.entities()[e];
    if (entity.type != EntityType::kPerson || entity.described) continue;
    for (const std::string& description : entity.descriptions) {
      of_[LastWord(description)].insert(e);
    }
  }
}

std::optional<uint32_t> TitleHolders::Only(const std::string& title) const {
  const auto holders = of_.find(title);
  if (holders == of_.end() || holders->second.size() != 1) return std::nullopt;
  return *holders->second.begin();
}

bool TitleHolders::IsOfOthers(const std::string& title, uint32_t person) const {
  const auto holders = of_.find(title);
  return holders != of_.end() && holders->second.count(person) == 0;
}

}  // namespace kg
