"""Duties that come back every week, month or year: reception days, follow-up, yearly reports."""

from datetime import date

from feedback.domain.standing_rules import RecurringDuty, Rhythm
from feedback.workflows.limits.shorthand import (
    BEFORE_REFORM,
    HIGH,
    LTC_2019,
    LTCD_2014,
    MEDIUM,
    ND31_2019,
    REFORM_2026,
    REPORT,
    SOURCE,
)

#: Districts ceased to exist on 1 July 2025.
LAST_DAY_OF_DISTRICTS = date(2025, 6, 30)

# fmt: off
RECURRING_DUTIES = (
    RecurringDuty("TCD-CHAIR-PROVINCE@2014", "Chủ tịch UBND tỉnh", 1, Rhythm.MONTH, "Luật 42/2013/QH13 Điều 12.5", LTCD_2014, None, SOURCE, HIGH, ("LTCD",)),
    RecurringDuty("TCD-HEAD-AGENCY@2014", "Người đứng đầu cơ quan, đơn vị sự nghiệp", 1, Rhythm.MONTH, "Luật 42/2013/QH13 Điều 18.2; NĐ 154/2026 Điều 10.2", LTCD_2014, None, SOURCE, HIGH, ("LTCD", "ND154")),
    RecurringDuty("TCD-CHAIR-DISTRICT@2014", "Chủ tịch UBND cấp huyện", 2, Rhythm.MONTH, "Luật 42/2013/QH13 Điều 13.5", LTCD_2014, LAST_DAY_OF_DISTRICTS, SOURCE, HIGH, ("LTCD",), note="không còn cấp huyện từ 01/07/2025"),
    RecurringDuty("TCD-CHAIR-COMMUNE@2014", "Chủ tịch UBND cấp xã", 1, Rhythm.WEEK, "Luật 42/2013/QH13 Điều 15.2.d", LTCD_2014, BEFORE_REFORM, SOURCE, HIGH, ("LTCD",)),
    RecurringDuty("TCD-CHAIR-COMMUNE@2026", "Chủ tịch UBND cấp xã (không ủy quyền cho cấp phó)", 2, Rhythm.MONTH, "Luật 136/2025/QH15 sửa Luật 42/2013/QH13", REFORM_2026, None, REPORT, MEDIUM, ("L136",)),
    RecurringDuty("TCD-MONTHLY-BRIEFING@2026", "Ban Tiếp công dân cấp tỉnh", 1, Rhythm.MONTH, "NĐ 154/2026 Điều 30.3", REFORM_2026, None, SOURCE, HIGH, ("ND154",)),
    RecurringDuty("TC-MONTHLY-FOLLOWUP@2019", "Thanh tra cùng cấp, khi được giao theo dõi thực hiện kết luận tố cáo", 1, Rhythm.MONTH, "NĐ 31/2019 Điều 18.2", ND31_2019, BEFORE_REFORM, SOURCE, HIGH, ("ND31", "ND156"), note="NĐ 156/2026 Điều 3 bỏ “hằng tháng”: báo cáo kết quả, không định kỳ"),
    RecurringDuty("BC-ANNUAL-HDND-TC@2019", "UBND", 1, Rhythm.YEAR, "Luật 25/2018/QH14 Điều 61.3 (báo cáo HĐND cùng cấp)", LTC_2019, None, SOURCE, HIGH, ("LTC",)),
)
# fmt: on
