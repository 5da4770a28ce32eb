package org.durumi.api;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The description of these services, by OpenAPI 3.1, for everybody: it tells nothing that
 * the source does not.
 */
@RestController
class OpenApiEndpoint {

	static final String PATH = ApiSecurity.PATH + "/v1/openapi";

	private static final Resource DOCUMENT = new ClassPathResource("api/openapi.json");

	@GetMapping(PATH)
	ResponseEntity<Resource> document() {
		return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(DOCUMENT);
	}

}
