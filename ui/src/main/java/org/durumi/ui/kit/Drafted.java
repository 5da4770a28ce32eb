package org.durumi.ui.kit;

import java.util.Map;

/**
 * Something that a person types into, whose content can be written down and put back.
 */
public interface Drafted {

	/** What is in it now, by names that are the same in every language. */
	Map<String, String> typed();

	/** Puts back what was in it; what cannot be read any more is left out. */
	void restore(Map<String, String> typed);

	/** Whether something is in it that is not saved. */
	boolean isChanged();

	/** Calls back whenever something was typed. */
	void onTyped(Runnable typed);

}
