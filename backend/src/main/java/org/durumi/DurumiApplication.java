package org.durumi;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;

/**
 * Durumi as one process: the modules below this package, and with the user interface on
 * the class path its screens too.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
@Modulithic(systemName = "Durumi")
public class DurumiApplication {

	public static void main(String[] args) {
		SpringApplication.run(DurumiApplication.class, args);
	}

}
