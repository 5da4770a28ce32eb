package org.durumi.actor;

/**
 * A Spring Security principal that knows which actor it is. Only such a principal can do
 * anything: any other is nobody.
 */
public interface ActorPrincipal {

	Actor actor();

	/** Her name as her colleagues know it. */
	String displayName();

}
