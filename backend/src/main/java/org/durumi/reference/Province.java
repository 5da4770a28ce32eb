package org.durumi.reference;

/** The provinces of the DPRK and the cities that rank with them, as of 2026. */
public enum Province {

	NORTH_HAMGYONG, SOUTH_HAMGYONG, RYANGGANG, CHAGANG, NORTH_PYONGAN, SOUTH_PYONGAN, NORTH_HWANGHAE, SOUTH_HWANGHAE,
	KANGWON, PYONGYANG, RASON, NAMPO, KAESONG

}
