package org.durumi.ui.approvals;

import java.util.List;

import com.vaadin.flow.component.Component;
import org.durumi.actor.Actor;

/** One kind of request on the page of approvals, contributed as a bean, in order. */
interface RequestKind {

	/** More of one kind are not shown at once. */
	int MOST = 100;

	/** Whether any of it can wait for her word, or be asked by her. */
	boolean isFor(Actor reader);

	/** Whether agreeing to one takes a fresh second factor. */
	boolean wantsFreshFactor();

	/** A card for each that waits for the reader's word. */
	List<Component> waiting(RequestCards cards);

	/** A card for each that the reader asked for. */
	List<Component> asked(RequestCards cards);

}
