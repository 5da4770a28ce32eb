package org.durumi.ui.shell;

import java.time.LocalDate;
import java.util.Locale;

import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServletResponse;
import com.vaadin.flow.server.communication.ServerRpcHandler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** What no page sends is refused; what our own code does wrong is an incident. */
@ExtendWith(OutputCaptureExtension.class)
class BrokenRequestTests extends ScreenTest {

	private static final String CLICK = """
			{"type":"event","node":%d,"event":"click","data":{"event.screenX":1,"event.screenY":1,"event.clientX":1,
			"event.clientY":1,"event.offsetX":1,"event.offsetY":1,"event.detail":1,"event.button":0,"event.ctrlKey":false,
			"event.shiftKey":false,"event.altKey":false,"event.metaKey":false}}""";

	private static final String SET = "{\"type\":\"mSync\",\"node\":%d,\"feature\":1,\"property\":\"value\",\"value\":\"Sunhee\"}";

	private static final String CALL = "{\"type\":\"publishedEventHandler\",\"node\":%d,\"templateEventMethodName\":\"call\","
			+ "\"templateEventMethodArgs\":[],\"promise\":0}";

	@BeforeEach
	void english() {
		UI.getCurrent().setLocale(Locale.ENGLISH);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[{\"type\":\"Sunhee\"}]", "[{\"node\":%1$d}]", "[\"Sunhee\"]", "\"Sunhee\"", "null",
			"[{\"type\":\"event\",\"event\":\"click\"}]", "[{\"type\":\"event\",\"node\":%2$d,\"event\":\"click\"}]",
			"[{\"type\":\"mSync\",\"node\":%1$d,\"feature\":1,\"property\":\"innerHTML\",\"value\":\"Sunhee\"}]",
			"[{\"type\":\"mSync\",\"node\":%1$d,\"feature\":99,\"property\":\"value\",\"value\":\"Sunhee\"}]",
			"[{\"type\":\"mSync\",\"node\":%3$d,\"feature\":1,\"property\":\"value\",\"value\":\"Sunhee\"}]",
			"[{\"type\":\"publishedEventHandler\",\"node\":%1$d,\"templateEventMethodName\":\"Sunhee\",\"promise\":0}]",
			"[{\"type\":\"publishedEventHandler\",\"node\":%1$d,\"templateEventMethodName\":\"Sunhee\"},{\"type\":\"navigation\"}]" })
	void whatNoPageSendsIsRefused(String rpc, CapturedOutput log) {
		Button button = new Button("x");
		Element text = Element.createText("x");
		DatePicker date = new DatePicker(LocalDate.EPOCH);
		Div page = new Div(button, date);
		page.getElement().appendChild(text);
		UI.getCurrent().add(page);

		send(rpc.formatted(number(button.getElement()), number(text), number(date.getElement())));

		assertThat(status()).isEqualTo(400);
		assertThat(log.getAll()).containsOnlyOnce("event=broken_request cause=").doesNotContain("incident", "Sunhee");
		assertThat(find(Notification.class).all()).isEmpty();
	}

	@Test
	void aListenerThatFailsIsAnIncident(CapturedOutput log) {
		Button button = new Button("x", (click) -> {
			throw new IllegalStateException("Kim Sunhee");
		});
		UI.getCurrent().add(button);

		send("[" + CLICK.formatted(number(button.getElement())) + "]");

		isAnIncident(log);
	}

	@Test
	void whatAListenerLeadsVaadinIntoIsAnIncident(CapturedOutput log) {
		Input input = new Input();
		input.addValueChangeListener((change) -> Element.createText("x").setAttribute("Sunhee", "x"));
		UI.getCurrent().add(input);

		send("[" + SET.formatted(number(input.getElement())) + "]");

		isAnIncident(log);
	}

	@Test
	void aMethodCalledFromThePageThatFailsIsAnIncident(CapturedOutput log) {
		Failing failing = new Failing();
		UI.getCurrent().add(failing);

		send("[" + CALL.formatted(number(failing.getElement())) + "]");

		isAnIncident(log);
	}

	@Test
	void aFailureOfUnknownPlaceIsAnIncident() {
		RuntimeException nowhere = new RuntimeException("x");
		nowhere.setStackTrace(new StackTraceElement[0]);

		assertThat(BrokenRequest.isBehind(nowhere)).isFalse();
	}

	private void isAnIncident(CapturedOutput log) {
		assertThat(status()).isEqualTo(200);
		assertThat(log.getAll()).containsOnlyOnce("event=incident reference=")
			.doesNotContain("broken_request", "Sunhee");
		assertThat(find(Notification.class).all()).hasSize(1);
	}

	/** As Vaadin does with what a browser sends to its UI. */
	private static void send(String rpc) {
		UI ui = UI.getCurrent();
		String message = "{\"csrfToken\":\"%s\",\"rpc\":%s,\"syncId\":-1,\"clientId\":-1}".formatted(ui.getCsrfToken(),
				rpc);
		try {
			new ServerRpcHandler().handleRpc(ui, message, VaadinRequest.getCurrent());
		}
		catch (ServerRpcHandler.InvalidUIDLSecurityKeyException | ServerRpcHandler.MessageIdSyncException ex) {
			throw new AssertionError("not read at all", ex);
		}
		catch (RuntimeException | AssertionError ex) {
			ui.getSession().getErrorHandler().error(new ErrorEvent(ex));
		}
	}

	private static int number(Element element) {
		return element.getNode().getId();
	}

	private static int status() {
		return VaadinServletResponse.getCurrent().getStatus();
	}

	@Tag("failing-tag")
	static final class Failing extends Component {

		@ClientCallable
		void call() {
			throw new IllegalStateException("Kim Sunhee");
		}

	}

}
