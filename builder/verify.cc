#include "builder/verify.h"

#include <optional>
#include <unordered_map>
#include <utility>

namespace kg {
namespace {

constexpr size_t kReported = 100;
// Texts kept in memory while facts of the same articles follow each other.
constexpr size_t kCachedTexts = 256;

struct StoredText {
  std::string path;
  std::optional<std::string> text;
};

class Verifier {
 public:
  Verifier(const Snapshot& snapshot, const CancelToken* cancel)
      : snapshot_(snapshot), cancel_(cancel) {}

  Result<VerifyResult> Run() {
    Status inner;
    KG_RETURN_IF_ERROR(
        snapshot_.ForEachRelation([&](const RelationRecord& relation) {
          inner = CheckAll("relation " + relation.id.Hex(),
                           snapshot_.EvidenceOf(relation.id));
          return inner.ok();
        }));
    KG_RETURN_IF_ERROR(inner);
    KG_RETURN_IF_ERROR(snapshot_.ForEachClaim([&](const ClaimRecord& claim) {
      inner =
          CheckAll("claim " + claim.id.Hex(), snapshot_.EvidenceOf(claim.id));
      return inner.ok();
    }));
    KG_RETURN_IF_ERROR(inner);
    return std::move(result_);
  }

 private:
  Status CheckAll(const std::string& fact,
                  Result<std::vector<EvidenceRecord>> evidence) {
    if (cancel_ != nullptr && cancel_->cancelled()) return Status::Cancelled();
    KG_RETURN_IF_ERROR(evidence.status());
    if (evidence->empty()) Wrong(fact + ": has no evidence");
    for (const EvidenceRecord& one : *evidence) {
      KG_RETURN_IF_ERROR(CheckOne(fact, one));
    }
    return Status();
  }

  Status CheckOne(const std::string& fact, const EvidenceRecord& evidence) {
    KG_ASSIGN(const StoredText* stored, TextOf(evidence.article));
    if (!stored->text) {
      ++result_.without_text;
      return Status();
    }
    ++result_.quotes;
    const std::string& text = *stored->text;
    const Span& whole = evidence.whole;
    const std::string place = stored->path + ": " + fact + ": ";
    if (whole.begin > whole.end || whole.end > text.size()) {
      Wrong(place + "stands outside of the text");
      return Status();
    }
    for (const Span& span : evidence.spans) {
      if (whole.Contains(span)) continue;
      Wrong(place + "a span stands outside of its quote");
    }
    const std::string_view there =
        std::string_view(text).substr(whole.begin, whole.size());
    if (there != evidence.quote) {
      Wrong(place + "expected '" + evidence.quote + "', got '" +
            std::string(there) + "'");
    }
    return Status();
  }

  Result<const StoredText*> TextOf(const ArticleId& id) {
    const auto found = texts_.find(id);
    if (found != texts_.end()) return &found->second;
    if (texts_.size() >= kCachedTexts) texts_.clear();
    KG_ASSIGN(const ArticleRecord article, snapshot_.Article(id));
    StoredText stored{article.path, std::nullopt};
    if (article.has_text) {
      KG_ASSIGN(stored.text, snapshot_.Text(id));
    }
    return &texts_.emplace(id, std::move(stored)).first->second;
  }

  void Wrong(std::string message) {
    ++result_.wrong_count;
    if (result_.wrong.size() < kReported) {
      result_.wrong.push_back(std::move(message));
    }
  }

  const Snapshot& snapshot_;
  const CancelToken* cancel_;
  VerifyResult result_;
  std::unordered_map<ArticleId, StoredText> texts_;
};

}  // namespace

Result<VerifyResult> Verify(const Snapshot& snapshot,
                            const CancelToken* cancel) {
  return Verifier(snapshot, cancel).Run();
}

}  // namespace kg
