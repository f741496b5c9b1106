"""The fingerprint of a model's folder."""

from pathlib import Path

from facilitator.embedding.fingerprint import fingerprint


def model(folder: Path, weights: bytes = b"weights") -> Path:
    (folder / "1_Pooling").mkdir(parents=True)
    (folder / "model.safetensors").write_bytes(weights)
    (folder / "1_Pooling" / "config.json").write_bytes(b"{}")
    return folder


def test_the_same_content_elsewhere_has_the_same_fingerprint(tmp_path: Path) -> None:
    assert fingerprint(model(tmp_path / "a")) == fingerprint(model(tmp_path / "b"))


def test_weights_of_the_same_size_taught_further_have_another(tmp_path: Path) -> None:
    assert fingerprint(model(tmp_path / "a")) != fingerprint(model(tmp_path / "b", weights=b"WEIGHTS"))


def test_another_setting_below_the_folder_gives_another(tmp_path: Path) -> None:
    folder = model(tmp_path / "a")
    before = fingerprint(folder)
    (folder / "1_Pooling" / "config.json").write_bytes(b'{"pooling_mode_cls_token": true}')
    assert fingerprint(folder) != before


def test_what_the_model_does_not_use_does_not_count(tmp_path: Path) -> None:
    folder = model(tmp_path / "a")
    before = fingerprint(folder)
    (folder / "README.md").write_text("lu", encoding="utf-8")
    for name in ("onnx", ".cache"):
        (folder / name).mkdir()
        (folder / name / "model.json").write_text("{}", encoding="utf-8")
    assert fingerprint(folder) == before
