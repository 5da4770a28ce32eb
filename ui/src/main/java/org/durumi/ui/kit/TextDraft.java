package org.durumi.ui.kit;

import java.util.Map;

import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;

/** A text that is being written in a field of its own, such as a note or a comment. */
public final class TextDraft implements Drafted {

	private static final String TEXT = "text";

	private static final int TYPING = 2_000;

	private final TextArea text;

	public TextDraft(TextArea text) {
		this.text = text;
		// whoever writes for long is not idle
		text.setValueChangeMode(ValueChangeMode.LAZY);
		text.setValueChangeTimeout(TYPING);
	}

	@Override
	public Map<String, String> typed() {
		return Map.of(TEXT, this.text.getValue());
	}

	@Override
	public void restore(Map<String, String> typed) {
		this.text.setValue(typed.getOrDefault(TEXT, ""));
	}

	@Override
	public boolean isChanged() {
		return !this.text.getValue().isBlank();
	}

	@Override
	public void onTyped(Runnable typed) {
		this.text.addValueChangeListener((change) -> {
			if (change.isFromClient()) {
				typed.run();
			}
		});
	}

}
