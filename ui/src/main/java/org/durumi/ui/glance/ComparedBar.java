package org.durumi.ui.glance;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.dom.Element;

/**
 * A bar as long as its value, with a line where the median is; one that stands out is
 * striped. What it says stands in words beside it.
 */
@Tag("svg")
final class ComparedBar extends Component {

	private static final int STRIPES = 100;

	ComparedBar(int value, double median, double most, boolean standsOut) {
		Element svg = getElement();
		svg.setAttribute("class", "compared-bar");
		svg.setAttribute("aria-hidden", "true");
		svg.setAttribute("width", "100%");
		svg.setAttribute("height", "16");
		double widest = Math.max(most, 1);
		double width = 100 * value / widest;
		svg.appendChild(line("rect", "bar", 0, width));
		if (standsOut) {
			for (int stripe = 0; stripe < STRIPES && stripe + 1 < width; stripe += 2) {
				svg.appendChild(line("rect", "bar-stripe", stripe + 1, 0.7));
			}
		}
		svg.appendChild(line("rect", "bar-median", Math.min(100 * median / widest, 99.5), 0.5));
	}

	private static Element line(String tag, String name, double from, double width) {
		Element rect = new Element(tag);
		rect.setAttribute("class", name);
		rect.setAttribute("x", from + "%");
		rect.setAttribute("y", name.equals("bar-median") ? "0" : "2");
		rect.setAttribute("width", width + "%");
		rect.setAttribute("height", name.equals("bar-median") ? "16" : "12");
		return rect;
	}

}
