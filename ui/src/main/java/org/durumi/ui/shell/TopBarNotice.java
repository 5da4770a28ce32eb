package org.durumi.ui.shell;

import java.util.Optional;

import com.vaadin.flow.component.Component;
import org.durumi.actor.Actor;

/**
 * What a feature tells a person at the top of every screen, contributed as a bean.
 */
public interface TopBarNotice {

	/** Makes it, for whom it is for. */
	Optional<Component> create(Actor actor);

}
