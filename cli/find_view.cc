#include "cli/find_view.h"

#include <utility>

namespace kg {

Result<FindView> OpenFindView(const StoreArguments& store,
                              const LexiconArguments& lexicon) {
  FindView view;
  KG_ASSIGN(view.snapshot, Snapshot::Open(store.path));
  KG_ASSIGN(const std::string folder, FindLexicon(lexicon));
  KG_ASSIGN(Lexicon loaded, Lexicon::Load(folder));
  view.lexicon = std::make_unique<Lexicon>(std::move(loaded));
  return view;
}

std::string UnknownText(const UnknownPart& part) {
  std::string text = "no " + part.part + " '" + part.given + "'";
  for (size_t i = 0; i < part.nearest.size(); ++i) {
    text += i > 0                      ? ", "
            : part.nearest.size() == 1 ? ", the nearest is "
                                       : ", the nearest are ";
    text += "'" + part.nearest[i] + "'";
  }
  return text;
}

}  // namespace kg
