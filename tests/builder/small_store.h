// A small store made through the one writer, and ways to look at it when it may
// be damaged: for tests of failures, damage and repair.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "builder/commit.h"
#include "builder/graph_writer.h"
#include "tests/builder/small_world.h"

namespace kg::testing {

inline std::unique_ptr<GraphWriter> OpenWriter(Store* store) {
  auto writer = GraphWriter::Open(store, EnglishLexicon());
  EXPECT_TRUE(writer.ok()) << writer.status().message();
  return writer.ok() ? std::move(writer).value() : nullptr;
}

// An article of `text`, with the meetings that ExtractMeetings() finds there.
inline LocalFacts MeetingsOf(const std::string& path, const std::string& text) {
  Article article;
  article.root_label = "news";
  article.path = path;
  article.id = MakeArticleId("news", path, "");
  article.date = "2024-03-04";
  article.language = "en";
  article.text = text;
  article.content_hash = Blake2b(text);
  return ExtractMeetings(0, std::move(article)).value();
}

// Words that no compression makes short, so that an article fills blocks.
inline std::string Filler(uint32_t seed, size_t words) {
  std::string text;
  Hash128 hash = Blake2b(std::to_string(seed));
  for (size_t i = 0; i < words; ++i) {
    hash = Blake2b(hash.View());
    text += " " + hash.Hex();
  }
  return text;
}

inline Decision RenameOf(const LocalFacts& facts, const std::string& name) {
  Decision decision;
  decision.sequence = 1;
  decision.action = Decision::Action::kRename;
  decision.of = {
      {facts.article.id, facts.entities.at(0).mentions.at(0).span.begin}};
  decision.name = name;
  decision.date = "2024-03-05";
  return decision;
}

// Local facts, then the resolved graph, of what is published, or the failure.
inline Result<std::string> TryExport(const std::string& db) {
  KG_ASSIGN(const auto snapshot, Snapshot::Open(db));
  std::string text;
  const auto append = [&](std::string_view bytes) {
    text += bytes;
    return Status();
  };
  KG_RETURN_IF_ERROR(ExportFacts(*snapshot, {}, append));
  KG_ASSIGN(const auto format, FindExportFormat("jsonl"));
  KG_RETURN_IF_ERROR(
      Export(*snapshot, {}, format->make_sink({{append}, ""}).get()).status());
  return text;
}

// What a fresh store of these articles and decisions exports.
inline std::string FreshExport(const std::vector<LocalFacts>& articles,
                               const std::vector<Decision>& decisions) {
  const TemporaryFolder folder;
  {
    const auto store = OpenStore(folder.At("kg.db"));
    const auto writer = OpenWriter(store.get());
    for (const LocalFacts& facts : articles) {
      EXPECT_TRUE(writer->Commit({MakeUpdate(facts)}).ok());
    }
    for (const Decision& decision : decisions) {
      EXPECT_TRUE(writer->Decide(decision).ok());
    }
    EXPECT_TRUE(store->Publish().ok());
  }
  return ExportAll(folder.At("kg.db"));
}

// All files below a folder, sorted.
inline std::vector<std::string> FilesBelow(const std::string& folder) {
  std::vector<std::string> files;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

inline std::string BytesOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// In place, so that links to the file see it too.
inline void Overwrite(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

inline void FlipByte(const std::string& path, size_t at, char by) {
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  file.seekg(static_cast<std::streamoff>(at));
  const char byte = static_cast<char>(file.get());
  file.seekp(static_cast<std::streamoff>(at));
  file.put(static_cast<char>(byte ^ by));
}

}  // namespace kg::testing
