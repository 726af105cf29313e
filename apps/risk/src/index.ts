export { gradeBy, type CaseFigures, type Thresholds } from './grading/grading.ts';
export { RiskModule } from './risk.module.ts';
export { startRisk } from './start-risk.ts';
export { TITLE as RISK_TITLE } from './title.ts';
