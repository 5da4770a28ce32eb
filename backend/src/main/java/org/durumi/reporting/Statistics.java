package org.durumi.reporting;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Objects;

import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.SubjectType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads the figures that the database gives an analyst.
 * <p>
 * Guaranteed: no cell under 5, nor what would tell it by subtraction within one report,
 * ever reaches this application; nobody but an analyst gets a figure, and hers are those
 * of her organisation. Not guaranteed: anything against whoever compares the reports of
 * two quarters, or knows all but one of those counted.
 */
@Service
@PreAuthorize("hasRole('ANALYST')")
public class Statistics {

	private final JdbcClient jdbc;

	private final AuditLog log;

	private final Clock clock;

	Statistics(JdbcClient jdbc, AuditLog log, Clock clock) {
		this.jdbc = jdbc;
		this.log = log;
		this.clock = clock;
	}

	/** Everything there is; reading it is an event. */
	@Transactional
	public Report read() {
		this.log.append(AuditEvent.done(AuditAction.STATISTICS_READ, SubjectType.LIST, Actors.require().id()));
		List<Cell> cells = this.jdbc
			.sql("select figure, quarter, cell, cases, small from reporting.figures() order by quarter, cell")
			.query((row, number) -> new Cell(Figure.valueOf(row.getString("figure")),
					row.getObject("quarter", LocalDate.class), Objects.requireNonNull(row.getString("cell")),
					row.getObject("cases", Integer.class), row.getBoolean("small")))
			.list();
		return new Report(quarterBegan(), cells);
	}

	private LocalDate quarterBegan() {
		return LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC).with(IsoFields.DAY_OF_QUARTER, 1);
	}

}
