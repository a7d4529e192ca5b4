"""The model folder of docs/model-file.md: writing it and loading it again."""

import hashlib
import json
import os

import torch
from safetensors.torch import load_file, save_file

import data
import decode
import heads
import model as net
import text


def digest(path):
    with open(path, "rb") as f:
        return hashlib.blake2b(f.read(), digest_size=16).hexdigest()


def write(folder, state, labels, vocabulary, name, settings):
    os.makedirs(folder, exist_ok=True)
    weights = f"{folder}/model.safetensors"
    save_file({net.stored_name(k): v.to(torch.bfloat16).contiguous() for k, v in state.items()},
              weights)
    os.chmod(weights, 0o644)
    # Copied as text: some copies of the vocabulary end without a line end.
    with open(vocabulary, encoding="utf-8", newline="\n") as f:
        pieces = f.read().removesuffix("\n")
    with open(f"{folder}/vocab.txt", "w", encoding="utf-8", newline="\n") as f:
        f.write(pieces + "\n")
    with open(f"{folder}/labels.json", "w", encoding="utf-8") as f:
        rows = (f"{json.dumps(k)}:{json.dumps(v, ensure_ascii=False)}" for k, v in labels.items())
        f.write("{" + ",\n".join(rows) + "}\n")
    config = {"format": 2, "name": name, "layers": net.LAYERS, "hidden": net.HIDDEN,
              "heads": net.HEADS, "intermediate": net.INTERMEDIATE, "vocabulary": net.VOCABULARY,
              "positions": text.POSITIONS, "layer_norm_epsilon": net.EPSILON,
              "max_pieces": text.MAX_PIECES, "max_word_pieces": text.MAX_WORD_PIECES,
              "shapes": text.SHAPES, "layouts": text.LAYOUTS, "arc": heads.ARC, "label": heads.LABEL,
              "span": heads.SPAN, "pair": heads.PAIR, **settings,
              "weights_bytes": os.path.getsize(weights), "weights_blake2b": digest(weights),
              "vocabulary_blake2b": digest(f"{folder}/vocab.txt"),
              "labels_blake2b": digest(f"{folder}/labels.json")}
    with open(f"{folder}/config.json", "w", encoding="utf-8") as f:
        json.dump(config, f, indent=1)
        f.write("\n")


def load(folder):
    """A Predictor in float32 from the stored BF16 weights; refuses damaged files."""
    with open(f"{folder}/config.json", encoding="utf-8") as f:
        config = json.load(f)
    for key, name in (("weights", "model.safetensors"), ("vocabulary", "vocab.txt"),
                      ("labels", "labels.json")):
        if digest(f"{folder}/{name}") != config[f"{key}_blake2b"]:
            raise ValueError(f"{folder}/{name}: digest differs from config.json")
    with open(f"{folder}/labels.json", encoding="utf-8") as f:
        labels = json.load(f)
    model = net.Model(labels)
    tensors = {k: v.float() for k, v in load_file(f"{folder}/model.safetensors").items()}
    model.load_state_dict({k: tensors.pop(net.stored_name(k)) for k in model.state_dict()})
    if tensors:
        raise ValueError(f"{folder}/model.safetensors: unknown tensors {sorted(tensors)}")
    return decode.Predictor(model, data.Coder(text.WordPiece(f"{folder}/vocab.txt"), labels), labels, config)
