#include <string>

#include "base/unicode.h"
#include "cli/commands.h"
#include "cli/home.h"
#include "extractor/language/encoder.h"
#include "graph/store/store.h"

namespace kg {
namespace {

struct NamedPrecision {
  const char* name;
  Precision value;
};
constexpr NamedPrecision kPrecisions[] = {{"f32", Precision::kF32},
                                          {"bf16", Precision::kBf16}};

std::string ModelText() {
  const Result<std::string> folder = FindModel(PipelineArguments());
  if (!folder.ok()) return "model      none: " + folder.status().message();
  std::string text;
  for (const NamedPrecision& precision : kPrecisions) {
    const auto model = Model::Open(*folder, precision.value);
    if (!model.ok()) {
      if (model.status().kind() == ErrorKind::kUnsupported) continue;
      return "model      none: " + model.status().message();
    }
    if (text.empty()) text = "model      " + (*model)->Name() + "\nprecision ";
    text += std::string(" ") + precision.name + " (" + (*model)->KernelClass() +
            ")";
  }
  return text;
}

}  // namespace

std::string VersionText() {
  return "kg " KG_VERSION "\nstore      format " +
         std::to_string(kStoreFormat) + "\n" + ModelText() + "\nICU        " +
         IcuVersion();
}

}  // namespace kg
