#include <charconv>
#include <string_view>

#include "base/file.h"
#include "graph/store/publish.h"
#include "graph/store/store.h"

namespace kg {
namespace {

constexpr std::string_view kFirstLine = "kg store\n";
constexpr std::string_view kState = "state ";
constexpr size_t kVersionBytes = 4096;

bool TakeFront(std::string_view front, std::string_view* text) {
  if (!text->starts_with(front)) return false;
  text->remove_prefix(front.size());
  return true;
}

bool TakeFormat(std::string_view* text, uint64_t* number) {
  if (!TakeFront("format ", text)) return false;
  const char* end = text->data() + text->size();
  const auto [after, error] = std::from_chars(text->data(), end, *number);
  if (error != std::errc() || after == end || *after != '\n') return false;
  text->remove_prefix(static_cast<size_t>(after + 1 - text->data()));
  return true;
}

}  // namespace

std::string VersionBytes(const std::string& state) {
  return std::string(kFirstLine) + "format " + std::to_string(kStoreFormat) +
         "\n" + std::string(kState) + state + "\n";
}

Status WriteVersion(const FileHook& hook, const std::string& path,
                    const std::string& state) {
  return WriteWhole(hook, path, VersionBytes(state));
}

Result<std::string> ReadVersion(const std::string& path,
                                const std::string& name) {
  KG_ASSIGN(const std::string content, ReadFile(path, kVersionBytes));
  std::string_view rest = content;
  if (!TakeFront(kFirstLine, &rest)) {
    return Status::Corrupt(path + ": expected 'kg store' on its first line");
  }
  uint64_t format = 0;
  if (!TakeFormat(&rest, &format)) {
    return Status::Corrupt(path + ": expected 'format N' on its second line");
  }
  if (format != kStoreFormat) {
    return Status::Unsupported(
        name + ": store format " + std::to_string(format) + ", this kg reads " +
        std::to_string(kStoreFormat) +
        "; export its facts with the kg that wrote it (kg export --format "
        "facts) and load them here");
  }
  if (!TakeFront(kState, &rest) || !rest.ends_with('\n')) {
    return Status::Corrupt(path + ": expected 'state …' on its third line");
  }
  rest.remove_suffix(1);
  return std::string(rest);
}

}  // namespace kg
