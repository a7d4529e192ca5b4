#include "builder/reader.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/file.h"

namespace kg {
namespace {

// Smaller files are read once, so that hash and articles are of the same bytes.
// Larger ones are read for the hash and then streamed. Chosen: 64 MiB.
constexpr size_t kWholeFileBytes = 64u << 20;
constexpr size_t kBlockBytes = 1u << 20;

struct FileBytes {
  std::optional<std::string> bytes;  // of a small file
  Hash128 hash;
};

// Of a large file, block by block: the hash of the blocks' hashes. Not mapped,
// since a failing disk under a mapping kills the process.
Result<Hash128> HashBlocks(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(
      std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file) {
    return Status::Io(path + ": cannot open: " + std::strerror(errno));
  }
  std::string block(kBlockBytes, '\0');
  std::string hashes;
  while (const size_t size =
             std::fread(block.data(), 1, block.size(), file.get())) {
    hashes += Blake2b(std::string_view(block).substr(0, size)).View();
  }
  if (std::ferror(file.get()) != 0) {
    return Status::Io(path + ": cannot read: " + std::strerror(errno));
  }
  return HashFields("file in blocks", {hashes});
}

Result<FileBytes> ReadAndHash(const std::string& path) {
  Result<std::string> bytes = ReadFile(path, kWholeFileBytes);
  if (bytes.ok()) {
    FileBytes result;
    result.hash = Blake2b(*bytes);
    result.bytes = std::move(bytes).value();
    return result;
  }
  if (bytes.status().kind() == ErrorKind::kIo) return bytes.status();
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return bytes.status();
  KG_ASSIGN(const Hash128 hash, HashBlocks(path));
  return FileBytes{std::nullopt, hash};
}

bool IsUnchanged(const PlannedFile& file, const Hash128& hash) {
  return file.known.size() == 1 &&
         file.known[0].root_label == file.root_label &&
         file.known[0].content_hash == hash;
}

Result<std::shared_ptr<const KnownArticles>> LoadKnown(const PlannedFile& file,
                                                       SharedStore* store) {
  auto known = std::make_shared<KnownArticles>();
  std::lock_guard lock(store->mutex);
  for (const FileState& state : file.known) {
    for (const ArticleId& id : state.articles) {
      KG_ASSIGN(std::optional<Hash128> hash, store->store->ContentHash(id));
      if (hash) known->emplace(*hash, id);
    }
  }
  return std::shared_ptr<const KnownArticles>(std::move(known));
}

}  // namespace

Hash128 StateHash(const Hash128& bytes, bool has_skipped) {
  if (!has_skipped) return bytes;
  return HashFields("file with skipped records", {bytes.View()});
}

bool ReadPlannedFile(const PlannedFile& file, size_t index,
                     const ReadOptions& options, SharedStore* store,
                     const std::function<bool(ReadEvent)>& emit) {
  const auto end = [&](FileEnd file_end) {
    return emit({index, std::move(file_end)});
  };
  Result<FileBytes> read = ReadAndHash(file.path);
  if (!read.ok()) return end({read.status(), false, {}});
  if (!options.rebuild && IsUnchanged(file, read->hash)) {
    return end({Status(), true, read->hash});
  }
  auto known = LoadKnown(file, store);
  if (!known.ok()) return end({known.status(), false, {}});

  bool wanted = true;
  IngestSink sink;
  sink.on_skipped = [&](Skipped skipped) {
    skipped.place = PlaceInFile(skipped.place, file.name, file.path);
    return wanted = emit({index, std::move(skipped)});
  };
  sink.on_article = [&](Article article) {
    return wanted = emit({index, ReadArticle{std::move(article), *known}});
  };
  const IngestOptions ingest{.root_label = file.root_label,
                             .limits = options.limits};
  const Status status =
      read->bytes
          ? IngestBytes(*read->bytes, file.name, ingest, *options.lexicon, sink)
          : IngestFile(file.path, file.name, ingest, *options.lexicon, sink);
  if (!wanted) return false;
  return end({status, false, read->hash});
}

}  // namespace kg
