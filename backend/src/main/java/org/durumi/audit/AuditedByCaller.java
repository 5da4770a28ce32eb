package org.durumi.audit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of a service that is a part of an act whose event its caller writes in
 * the same transaction. It runs in no other; a test fails where it could.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface AuditedByCaller {

	/** Which event tells of it, in a sentence. */
	String value();

}
