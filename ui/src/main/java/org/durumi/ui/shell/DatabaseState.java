package org.durumi.ui.shell;

/**
 * Whether the database answers, as this node last heard within the second: for whatever
 * had better not ask and wait for it while somebody waits for the page.
 */
@FunctionalInterface
public interface DatabaseState {

	/** It did not answer when it was last asked. */
	boolean isAway();

}
