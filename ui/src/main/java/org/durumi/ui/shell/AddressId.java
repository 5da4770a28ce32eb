package org.durumi.ui.shell;

import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.regex.Pattern;

import com.vaadin.flow.router.RouteParameters;

/**
 * The id of a record in an address. What is none is answered as a record that does not
 * exist.
 */
public final class AddressId {

	// other spellings of one id would be other addresses of one page
	private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

	private AddressId() {
	}

	/**
	 * The id in a part of an address.
	 * @throws NoSuchElementException if it is none
	 */
	public static UUID of(String part) {
		if (!ID.matcher(part).matches()) {
			throw new NoSuchElementException("no record has this id");
		}
		return UUID.fromString(part);
	}

	/**
	 * The id in a named part of an address.
	 * @throws NoSuchElementException if there is none
	 */
	public static UUID in(RouteParameters parameters, String name) {
		return of(parameters.get(name).orElse(""));
	}

}
