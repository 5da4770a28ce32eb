package org.durumi.audit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of a service that reads or changes something and writes no event, with
 * the reason for which none is owed. A test fails where a service method has neither an
 * event nor a reason, and where a reason is no longer needed.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface NotAudited {

	/** Why no event is owed, in a sentence. */
	String value();

}
