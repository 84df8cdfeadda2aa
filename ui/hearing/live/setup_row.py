"""What a recording is made with: the microphone, its format, the model that writes along."""

from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from ui.hearing.live.feed import LiveFeed
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import button
from workbench.hearing.live.model import Device, Format, offers

NONE = "不同时转写"


class SetupRow(QWidget):
    """Chooses; what is chosen is listened to at once."""

    def __init__(self, feed: LiveFeed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self._devices: tuple[Device, ...] | None = None
        self.device = _combo("话筒")
        self.form = _combo("声音格式")
        self.model = _combo("同时转写所用的模型")
        self.again = button("重新查找", "refresh", "接好话筒后重新查找")
        self._labels: dict[QComboBox, QLabel] = {}
        row = FlowLayout(self, spacing=6)
        for label, part in (("话筒", self.device), ("格式", self.form), ("转写", self.model)):
            shown = QLabel(label)
            shown.setBuddy(part)
            shown.setMinimumHeight(part.sizeHint().height())
            self._labels[part] = shown
            row.addWidget(shown)
            row.addWidget(part)
        row.addWidget(self.again)
        self.device.activated.connect(self._offer)
        self.form.activated.connect(self._listen)
        self.again.clicked.connect(self._look_again)

    def show_models(self, models: list[str], chosen: str) -> None:
        """Offer the models that may write along; without any there is nothing to choose."""
        for part in (self.model, self._labels[self.model]):
            part.setVisible(bool(models))
        self.model.clear()
        self.model.addItem(NONE, "")
        for name in models:
            self.model.addItem(name, name)
        self.model.setCurrentIndex(max(0, self.model.findData(chosen)))

    def chosen_model(self) -> str:
        """Return the model that writes along; empty for none."""
        return str(self.model.currentData() or "")

    def refresh(self) -> None:
        """Show what can be recorded from, once that is known or another."""
        found = self._feed.room.setup.devices
        if found is None or found == self._devices:
            return
        self._devices = found
        self.device.clear()
        for one in found:
            self.device.addItem(one.name, one.id)
        for part in (self.device, self.form):
            part.setEnabled(bool(found))
        self.form.clear()
        if found:
            self._offer()

    # Inside

    def _offer(self) -> None:
        """Offer the formats of the chosen device, and listen to it in its own."""
        self.form.clear()
        for device in self._devices or ():
            if device.id == self.device.currentData():
                for form in offers(device):
                    self.form.addItem(form.words, form)
        self._listen()

    def _listen(self) -> None:
        form = self.form.currentData()
        if isinstance(form, Format):
            self._feed.room.listen(str(self.device.currentData()), form)

    def _look_again(self) -> None:
        self._devices = None
        self._feed.room.look_again()


def _combo(name: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setToolTip(name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return combo
