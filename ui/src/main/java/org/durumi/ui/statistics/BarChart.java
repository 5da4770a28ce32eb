package org.durumi.ui.statistics;

import java.util.List;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.dom.Element;
import org.jspecify.annotations.Nullable;

/**
 * Bars below their labels, each as long as its value; what is withheld is a dashed stub
 * of one length for all. Its meaning is also said by a sentence, for whoever hears the
 * page, and by the table beside it.
 */
@Tag("svg")
final class BarChart extends Component {

	private static final int ROW = 42;

	private static final int BAR = 14;

	private static final int WIDEST = 100;

	private static final int STUB = 6;

	/**
	 * One bar.
	 *
	 * @param value absent where it is withheld
	 * @param shown what stands beside the bar
	 */
	record Bar(String label, @Nullable Integer value, String shown) {
	}

	BarChart(String summary, List<Bar> bars) {
		Element svg = getElement();
		svg.setAttribute("class", "bar-chart");
		svg.setAttribute("role", "img");
		svg.setAttribute("aria-label", summary);
		svg.setAttribute("width", "100%");
		svg.setAttribute("height", Integer.toString(ROW * bars.size()));
		int most = bars.stream().mapToInt(BarChart::value).max().orElse(0);
		for (int i = 0; i < bars.size(); i++) {
			Bar bar = bars.get(i);
			int top = ROW * i;
			svg.appendChild(text(bar.label(), "0", top, "start"));
			svg.appendChild(text(bar.shown(), "100%", top, "end"));
			svg.appendChild(bar(bar, top, most));
		}
	}

	private static Element bar(Bar bar, int top, int most) {
		Element rect = new Element("rect");
		rect.setAttribute("x", "0");
		rect.setAttribute("y", Integer.toString(top + ROW - BAR - 4));
		rect.setAttribute("height", Integer.toString(BAR));
		rect.setAttribute("rx", "3");
		if (bar.value() == null) {
			rect.setAttribute("width", STUB + "%");
			rect.setAttribute("class", "bar-withheld");
		}
		else {
			rect.setAttribute("width", ((most > 0) ? WIDEST * bar.value() / most : 0) + "%");
			rect.setAttribute("class", "bar");
		}
		return rect;
	}

	private static Element text(String content, String x, int top, String anchor) {
		Element text = new Element("text");
		text.setAttribute("x", x);
		text.setAttribute("y", Integer.toString(top + ROW - BAR - 10));
		text.setAttribute("text-anchor", anchor);
		text.setText(content);
		return text;
	}

	private static int value(Bar bar) {
		return (bar.value() != null) ? bar.value() : 0;
	}

}
