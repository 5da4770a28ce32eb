package org.durumi.people;

/** The way by which she is reached. */
public enum Channel {

	CALL, TEXT_MESSAGE, WECHAT, KAKAOTALK, THROUGH_SOMEBODY, IN_PERSON, OTHER

}
