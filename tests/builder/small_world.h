// What the builder's tests share: a folder that goes when the test ends, an
// extraction that needs no model, and a store's whole content as text.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "builder/build.h"
#include "builder/export_facts.h"
#include "exporters/export.h"
#include "gtest/gtest.h"
#include "lexicon/lexicon.h"

namespace kg::testing {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    // In memory where there is such a place: the tests sync a lot.
    const std::filesystem::path parent =
        access("/dev/shm", W_OK) == 0 ? std::filesystem::path("/dev/shm")
                                      : std::filesystem::temp_directory_path();
    std::string pattern = (parent / "kg-builder-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
    path_ = std::filesystem::canonical(path_).string();
  }
  ~TemporaryFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string At(const std::string& name) const { return path_ + "/" + name; }
  void Write(const std::string& name, const std::string& bytes) const {
    std::filesystem::create_directories(
        std::filesystem::path(At(name)).parent_path());
    std::ofstream(At(name), std::ios::binary) << bytes;
  }
  void Remove(const std::string& name) const {
    std::filesystem::remove_all(At(name));
  }

 private:
  std::string path_;
};

inline const Lexicon& EnglishLexicon() {
  static const Result<Lexicon> loaded =
      Lexicon::Load(KG_SOURCE_DIR "/lexicon/en");
  EXPECT_TRUE(loaded.ok()) << loaded.status().message();
  return *loaded;
}

inline const std::vector<std::string>& PeopleNames() {
  static const std::vector<std::string> names = {"Ada Lund", "Bo Frank",
                                                 "Cai Olsen", "Dora Venn"};
  return names;
}

// Two people whose names follow each other meet, and the first says so.
inline Result<LocalFacts> ExtractMeetings(size_t, Article article) {
  LocalFacts facts;
  std::vector<std::pair<Span, uint32_t>> found;
  for (const std::string& name : PeopleNames()) {
    LocalEntity entity;
    entity.type = EntityType::kPerson;
    entity.name = name;
    size_t at = article.text.find(name);
    for (; at != std::string::npos; at = article.text.find(name, at + 1)) {
      const Span span{static_cast<uint32_t>(at),
                      static_cast<uint32_t>(at + name.size())};
      entity.mentions.push_back({span, MentionForm::kName});
      found.emplace_back(span, static_cast<uint32_t>(facts.entities.size()));
    }
    if (entity.mentions.empty()) continue;
    entity.aliases = {{name, static_cast<uint32_t>(entity.mentions.size())}};
    facts.entities.push_back(std::move(entity));
  }
  std::sort(found.begin(), found.end());
  for (size_t i = 1; i < found.size(); ++i) {
    const auto& [first, subject] = found[i - 1];
    const auto& [second, object] = found[i];
    Evidence evidence;
    evidence.spans = {{first.begin, second.end}};
    evidence.quote = QuoteOf(article.text, evidence.spans);
    evidence.subject = first;
    evidence.object = second;
    evidence.confidence = 90;
    LocalRelation relation;
    relation.subject = subject;
    relation.predicate = "meets";
    relation.object = object;
    relation.evidence = {evidence};
    facts.relations.push_back(std::move(relation));
    LocalClaim claim;
    claim.speaker = subject;
    claim.act = "says";
    claim.topics = {object};
    claim.content = {second};
    claim.speaker_span = first;
    claim.spans = evidence.spans;
    claim.quote = evidence.quote;
    claim.text = article.text.substr(second.begin, second.size());
    claim.confidence = 80;
    facts.claims.push_back(std::move(claim));
  }
  article.model = "none";
  article.extractor = "test";
  facts.article = std::move(article);
  Canonicalize(&facts);
  return facts;
}

inline std::string Story(const std::string& first, const std::string& second,
                         const std::string& place) {
  return "On Monday the harbour office said that " + first +
         " would meet the engineer " + second + " in the old town of " + place +
         ".\n\nThe office has not said what they will talk about.\n";
}

inline BuildOptions OptionsFor(std::vector<std::string> roots) {
  BuildOptions options;
  options.roots = std::move(roots);
  options.lexicon = &EnglishLexicon();
  options.extract = ExtractMeetings;
  options.manifest = {.program = "test",
                      .model = "none",
                      .precision = "f32",
                      .kernels = "plain",
                      .icu = "72",
                      .lexicon = "en"};
  return options;
}

inline std::unique_ptr<Store> OpenStore(const std::string& path) {
  auto store = Store::Open(path, {.create = true, .command = "test"});
  EXPECT_TRUE(store.ok()) << store.status().message();
  return std::move(store).value();
}

// Opens, builds, closes.
inline BuildResult BuildAt(const std::string& db, const BuildOptions& options) {
  const std::unique_ptr<Store> store = OpenStore(db);
  auto result = Build(store.get(), options);
  EXPECT_TRUE(result.ok()) << result.status().message();
  return result.ok() ? std::move(result).value() : BuildResult();
}

// Local facts, then the resolved graph, of what is published.
inline std::string ExportAll(const std::string& db) {
  auto snapshot = Snapshot::Open(db);
  EXPECT_TRUE(snapshot.ok()) << snapshot.status().message();
  if (!snapshot.ok()) return "";
  std::string text;
  const auto append = [&](std::string_view bytes) {
    text += bytes;
    return Status();
  };
  Status status = ExportFacts(**snapshot, {}, append);
  EXPECT_TRUE(status.ok()) << status.message();
  const auto format = FindExportFormat("jsonl");
  EXPECT_TRUE(format.ok());
  const auto counts =
      Export(**snapshot, {}, (*format)->make_sink({{append}, ""}).get());
  EXPECT_TRUE(counts.ok()) << counts.status().message();
  return text;
}

// "read 1, unchanged 2, replaced 0, removed 0, skipped 0"
inline std::string CountsOf(const BuildResult& result) {
  return "read " + std::to_string(result.counts.read) + ", unchanged " +
         std::to_string(result.counts.unchanged) + ", replaced " +
         std::to_string(result.counts.replaced) + ", removed " +
         std::to_string(result.counts.removed) + ", skipped " +
         std::to_string(result.skipped.size());
}

}  // namespace kg::testing
