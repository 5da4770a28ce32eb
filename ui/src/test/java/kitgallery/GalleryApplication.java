package kitgallery;

import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.spring.SpringBootAutoConfiguration;
import com.vaadin.flow.spring.annotation.EnableVaadin;
import org.durumi.ui.i18n.TextBundles;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The kit on one page, on a real port, with nothing behind it. It lies outside
 * {@code org.durumi}, so that no other test finds it.
 */
@Configuration(proxyBeanMethods = false)
@EnableVaadin("org.durumi.ui")
@ImportAutoConfiguration({ TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
		WebMvcAutoConfiguration.class, JacksonAutoConfiguration.class, SpringBootAutoConfiguration.class })
@Import(TextBundles.class)
class GalleryApplication {

	static final String PATH = "kit-gallery";

	@Bean
	VaadinServiceInitListener gallery() {
		return (init) -> RouteConfiguration.forApplicationScope().setRoute(PATH, GalleryView.class);
	}

}
