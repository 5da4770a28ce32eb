package org.durumi.ui.kit;

import com.vaadin.flow.component.textfield.TextFieldBase;
import org.durumi.reference.TextRefused;
import org.durumi.ui.i18n.Texts;

/** Says at a field why its text cannot be taken; what was typed stays in it. */
public final class TextRefusals {

	private TextRefusals() {
	}

	/**
	 * Does what needs the field's text. The field must validate by hand, or the browser
	 * takes the sentence away again.
	 */
	public static void at(TextFieldBase<?, String> field, Runnable act) {
		field.setInvalid(false);
		try {
			act.run();
		}
		catch (TextRefused refused) {
			field.setErrorMessage(Texts.text(Texts.key(refused.reason()), refused.max()));
			field.setInvalid(true);
			field.focus();
		}
	}

}
