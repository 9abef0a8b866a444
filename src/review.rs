//! Indicators 评估指标 from the log alone: no scenario, no clock (rules.md 5.6).
