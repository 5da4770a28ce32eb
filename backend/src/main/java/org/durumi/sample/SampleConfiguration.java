package org.durumi.sample;

import java.time.Clock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;

/** Gives the demo a clock that can be set back for a thread. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class SampleConfiguration {

	@Bean
	@Primary
	Clock pastClock() {
		return new PastClock();
	}

}
