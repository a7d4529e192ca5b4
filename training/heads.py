"""Heads over word vectors beside the linear ones: parser, conditioned spans, coreference."""

import torch
from torch import nn
from torch.nn import functional as F

import coref_data

DROPOUT = 0.1
ARC, LABEL = 320, 128
SPAN, PAIR = 128, 128
# Lower bounds of the distance between a word and a cue, in words.
DISTANCES = (1, 2, 3, 4, 6, 9, 16, 32, 64)


class CheapDropout(nn.Module):
    """One long mask drawn once and read at random offsets: drawing is slow on a CPU."""
    mask = None

    def forward(self, x):
        if not self.training:
            return x
        if CheapDropout.mask is None:
            CheapDropout.mask = (torch.rand(1 << 23) >= DROPOUT).float() / (1 - DROPOUT)
        if x.numel() >= CheapDropout.mask.numel():
            return F.dropout(x, DROPOUT)
        start = int(torch.randint(CheapDropout.mask.numel() - x.numel(), ()))
        return x * CheapDropout.mask[start:start + x.numel()].view(x.shape)


def matrix(*shape):
    return nn.Parameter(torch.zeros(*shape))


class Arc(nn.Module):
    """Scores of every node as head of every other: [batch, dependent, head]."""

    def __init__(self, hidden):
        super().__init__()
        self.dependent, self.head = nn.Linear(hidden, ARC), nn.Linear(hidden, ARC)
        self.biaffine, self.bias = matrix(ARC, ARC), matrix(ARC)
        self.dropout = CheapDropout()
        nn.init.xavier_uniform_(self.biaffine)

    def forward(self, x):
        d = self.dropout(F.relu(self.dependent(x)))
        h = self.dropout(F.relu(self.head(x)))
        return (d @ self.biaffine + self.bias) @ h.transpose(1, 2)


class Label(nn.Module):
    """Label scores of given pairs only: [pairs, labels]."""

    def __init__(self, hidden, labels):
        super().__init__()
        self.dependent, self.head = nn.Linear(hidden, LABEL), nn.Linear(hidden, LABEL)
        self.biaffine = matrix(labels, LABEL, LABEL)
        self.dependent_score, self.head_score = matrix(labels, LABEL), matrix(labels, LABEL)
        self.bias = matrix(labels)
        self.dropout = CheapDropout()
        nn.init.normal_(self.biaffine, std=0.02)

    def forward(self, dependents, heads):
        d = self.dropout(F.relu(self.dependent(dependents)))
        h = self.dropout(F.relu(self.head(heads)))
        count = self.biaffine.shape[0]
        flat = self.biaffine.permute(1, 0, 2).reshape(LABEL, count * LABEL)
        product = (d @ flat).view(-1, count, LABEL) @ h[:, :, None]
        return product[:, :, 0] + d @ self.dependent_score.T + h @ self.head_score.T + self.bias


def distance_bucket(distance):
    """Signed: 0 for the cue itself, 1… for words after it, then as many for words before it."""
    bounds = torch.tensor(DISTANCES)
    bucket = torch.bucketize(distance.abs(), bounds, right=True)
    return torch.where(distance < 0, bucket + len(DISTANCES), bucket)


class Spans(nn.Module):
    """Tags of all words of a window for one cue: [cues, words, tags].

    score(w, c, t) = word_w · biaffine[t] · cue_c + word_score[t] · word_w + distance[d, t]
    """

    def __init__(self, hidden, tags):
        super().__init__()
        self.word, self.cue = nn.Linear(hidden, SPAN), nn.Linear(hidden, SPAN)
        self.biaffine, self.word_score = matrix(tags, SPAN, SPAN), matrix(tags, SPAN)
        self.distance = matrix(2 * len(DISTANCES) + 1, tags)
        self.dropout = CheapDropout()
        nn.init.normal_(self.biaffine, std=0.02)

    def forward(self, nodes, row, first, last):
        """nodes [windows, words, hidden]; a cue is (row, first, last), its vector the mean."""
        words = self.dropout(F.relu(self.word(nodes)))[row]
        cues = (nodes[row, first] + nodes[row, last]) / 2
        cues = self.dropout(F.relu(self.cue(cues)))
        keyed = torch.einsum("tab,cb->cat", self.biaffine, cues) + self.word_score.T
        place = torch.arange(nodes.shape[1])[None] - first[:, None]
        return words @ keyed + self.distance[distance_bucket(place)]


class Coreference(nn.Module):
    """Scores of antecedents: [candidates, 1 + candidates], the first for none (0)."""

    def __init__(self, hidden):
        super().__init__()
        self.anaphor, self.antecedent = nn.Linear(hidden, PAIR), nn.Linear(hidden, PAIR)
        self.biaffine = matrix(PAIR, PAIR)
        self.anaphor_score, self.antecedent_score = matrix(PAIR), matrix(PAIR)
        self.bias = matrix(1)
        for name, size in coref_data.TABLES.items():
            setattr(self, name, matrix(size))
        self.dropout = CheapDropout()
        nn.init.normal_(self.biaffine, std=0.02)

    def forward(self, vectors, features):
        a = self.dropout(F.relu(self.anaphor(vectors)))
        b = self.dropout(F.relu(self.antecedent(vectors)))
        scores = (a @ self.biaffine + self.antecedent_score) @ b.T
        scores = scores + (a @ self.anaphor_score)[:, None] + self.bias
        for name in coref_data.TABLES:
            scores = scores + getattr(self, name)[features[name]]
        scores = scores.masked_fill(~features["allowed"], -1e9)
        return torch.cat([torch.zeros(len(scores), 1), scores], dim=1)

    def loss(self, vectors, features, cluster):
        """Negative log likelihood of the gold antecedents together."""
        scores = self(vectors, features)
        same = (cluster[:, None] == cluster[None]) & (cluster >= 0)[:, None] & features["allowed"]
        gold = torch.cat([~same.any(dim=1, keepdim=True), same], dim=1)
        best = torch.logsumexp(scores.masked_fill(~gold, -1e9), dim=1)
        return (torch.logsumexp(scores, dim=1) - best).mean()


class Factuality(nn.Module):
    """-3 (did not happen) to 3 (did) of predicates."""

    def __init__(self, hidden):
        super().__init__()
        self.hidden, self.out = nn.Linear(hidden, LABEL), nn.Linear(LABEL, 1)
        self.dropout = CheapDropout()

    def forward(self, x):
        return self.out(self.dropout(F.relu(self.hidden(x))))[..., 0]
