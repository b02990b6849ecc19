"""The days of 2012 to 2027 that differ from the rule of the week, each with its source.

Weekday days off and worked Saturdays only: a holiday that falls on a weekend changes no count. The
seed of the calendar table an administrator keeps; the province's yearly notice overrides it. Public
holidays: Bộ luật Lao động 45/2019/QH14, Điều 112; days in lieu: Điều 111 khoản 3.
"""

from datetime import date
from functools import cache

from feedback.domain.calendar import DayKind, SpecialDay, WorkingCalendar

FIRST_YEAR, LAST_YEAR = 2012, 2027

HOLIDAY, DAY_IN_LIEU, MAKE_UP_DAY = DayKind.HOLIDAY, DayKind.DAY_IN_LIEU, DayKind.MAKE_UP_DAY

LIBRARY = "thư viện lịch công khai holidays 0.109 (lớp VN)"
COMPARED = "thư viện lịch công khai holidays 0.109 (lớp VN), đã đối chiếu với nguồn tìm thấy"
COMPUTED = "thư viện lịch công khai holidays 0.109 (lớp VN), chưa có thông báo chính thức năm 2027"
PRESS_2026 = "báo 24h.com.vn 25/12/2025 về hoán đổi ngày làm việc dịp Tết Dương lịch 2026"
#: In force by practice of the library and the press; switch the row off if the law says otherwise.
NOT_VERIFIED = (
    "chưa xác minh: NQ 80-NQ/TW 07/01/2026 và NQ 30/NQ-CP nêu ngày nghỉ, "
    "chưa thấy quy định trong Bộ luật Lao động"
)

SPECIAL_DAYS = (
    # 2012
    SpecialDay(date(2012, 1, 2), DAY_IN_LIEU, "nghỉ bù Tết Dương lịch", LIBRARY),
    SpecialDay(date(2012, 1, 23), HOLIDAY, "mùng Một Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2012, 1, 24), HOLIDAY, "mùng Hai Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2012, 1, 25), HOLIDAY, "mùng Ba Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2012, 1, 26), HOLIDAY, "mùng Bốn Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2012, 1, 27), DAY_IN_LIEU, "nghỉ hoán đổi, làm bù ngày 04/02/2012", LIBRARY),
    SpecialDay(date(2012, 2, 4), MAKE_UP_DAY, "làm bù cho ngày 27/01/2012", LIBRARY),
    SpecialDay(date(2012, 4, 2), DAY_IN_LIEU, "nghỉ bù Giỗ Tổ Hùng Vương", LIBRARY),
    SpecialDay(date(2012, 4, 30), HOLIDAY, "Ngày Chiến thắng 30/4", LIBRARY),
    SpecialDay(date(2012, 5, 1), HOLIDAY, "Ngày Quốc tế Lao động 1/5", LIBRARY),
    SpecialDay(date(2012, 9, 3), DAY_IN_LIEU, "nghỉ bù Quốc khánh", LIBRARY),
    # 2013
    SpecialDay(date(2013, 1, 1), HOLIDAY, "Tết Dương lịch", LIBRARY),
    SpecialDay(date(2013, 2, 11), HOLIDAY, "mùng Hai Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2013, 2, 12), HOLIDAY, "mùng Ba Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2013, 2, 13), HOLIDAY, "mùng Bốn Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2013, 2, 14), HOLIDAY, "mùng Năm Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2013, 2, 15), HOLIDAY, "mùng Sáu Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2013, 4, 19), HOLIDAY, "Giỗ Tổ Hùng Vương", LIBRARY),
    SpecialDay(date(2013, 4, 29), DAY_IN_LIEU, "nghỉ hoán đổi, làm bù ngày 04/05/2013", LIBRARY),
    SpecialDay(date(2013, 4, 30), HOLIDAY, "Ngày Chiến thắng 30/4", LIBRARY),
    SpecialDay(date(2013, 5, 1), HOLIDAY, "Ngày Quốc tế Lao động 1/5", LIBRARY),
    SpecialDay(date(2013, 5, 4), MAKE_UP_DAY, "làm bù cho ngày 29/04/2013", LIBRARY),
    SpecialDay(date(2013, 9, 2), HOLIDAY, "Quốc khánh", LIBRARY),
    # 2014
    SpecialDay(date(2014, 1, 1), HOLIDAY, "Tết Dương lịch", LIBRARY),
    SpecialDay(date(2014, 1, 29), HOLIDAY, "29 tháng Chạp", LIBRARY),
    SpecialDay(date(2014, 1, 30), HOLIDAY, "ngày cuối năm âm lịch (Giao thừa)", LIBRARY),
    SpecialDay(date(2014, 1, 31), HOLIDAY, "mùng Một Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2014, 2, 3), HOLIDAY, "mùng Bốn Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2014, 2, 4), HOLIDAY, "mùng Năm Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2014, 4, 9), HOLIDAY, "Giỗ Tổ Hùng Vương", LIBRARY),
    SpecialDay(date(2014, 4, 26), MAKE_UP_DAY, "làm bù cho ngày 02/05/2014", LIBRARY),
    SpecialDay(date(2014, 4, 30), HOLIDAY, "Ngày Chiến thắng 30/4", LIBRARY),
    SpecialDay(date(2014, 5, 1), HOLIDAY, "Ngày Quốc tế Lao động 1/5", LIBRARY),
    SpecialDay(date(2014, 5, 2), DAY_IN_LIEU, "nghỉ hoán đổi, làm bù ngày 26/04/2014", LIBRARY),
    SpecialDay(date(2014, 9, 1), DAY_IN_LIEU, "nghỉ hoán đổi, làm bù ngày 06/09/2014", LIBRARY),
    SpecialDay(date(2014, 9, 2), HOLIDAY, "Quốc khánh", LIBRARY),
    SpecialDay(date(2014, 9, 6), MAKE_UP_DAY, "làm bù cho ngày 01/09/2014", LIBRARY),
    SpecialDay(date(2014, 12, 27), MAKE_UP_DAY, "làm bù cho ngày 02/01/2015", LIBRARY),
    # 2015
    SpecialDay(date(2015, 1, 1), HOLIDAY, "Tết Dương lịch", LIBRARY),
    SpecialDay(date(2015, 1, 2), DAY_IN_LIEU, "nghỉ hoán đổi, làm bù ngày 27/12/2014", LIBRARY),
    SpecialDay(date(2015, 2, 14), MAKE_UP_DAY, "làm bù cho ngày 16/02/2015", LIBRARY),
    SpecialDay(date(2015, 2, 16), DAY_IN_LIEU, "nghỉ hoán đổi, làm bù ngày 14/02/2015", LIBRARY),
    SpecialDay(date(2015, 2, 17), HOLIDAY, "29 tháng Chạp", LIBRARY),
    SpecialDay(date(2015, 2, 18), HOLIDAY, "ngày cuối năm âm lịch (Giao thừa)", LIBRARY),
    SpecialDay(date(2015, 2, 19), HOLIDAY, "mùng Một Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2015, 2, 20), HOLIDAY, "mùng Hai Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2015, 2, 23), HOLIDAY, "mùng Năm Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2015, 4, 25), MAKE_UP_DAY, "làm bù cho ngày 29/04/2015", LIBRARY),
    SpecialDay(date(2015, 4, 28), HOLIDAY, "Giỗ Tổ Hùng Vương", LIBRARY),
    SpecialDay(date(2015, 4, 29), DAY_IN_LIEU, "nghỉ hoán đổi, làm bù ngày 25/04/2015", LIBRARY),
    SpecialDay(date(2015, 4, 30), HOLIDAY, "Ngày Chiến thắng 30/4", LIBRARY),
    SpecialDay(date(2015, 5, 1), HOLIDAY, "Ngày Quốc tế Lao động 1/5", LIBRARY),
    SpecialDay(date(2015, 9, 2), HOLIDAY, "Quốc khánh", LIBRARY),
    # 2016
    SpecialDay(date(2016, 1, 1), HOLIDAY, "Tết Dương lịch", LIBRARY),
    SpecialDay(date(2016, 2, 8), HOLIDAY, "mùng Một Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2016, 2, 9), HOLIDAY, "mùng Hai Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2016, 2, 10), HOLIDAY, "mùng Ba Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2016, 2, 11), HOLIDAY, "mùng Bốn Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2016, 2, 12), HOLIDAY, "mùng Năm Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2016, 4, 18), DAY_IN_LIEU, "nghỉ bù Giỗ Tổ Hùng Vương", LIBRARY),
    SpecialDay(date(2016, 5, 2), DAY_IN_LIEU, "nghỉ bù Ngày Chiến thắng 30/4", LIBRARY),
    SpecialDay(date(2016, 5, 3), DAY_IN_LIEU, "nghỉ bù Ngày Quốc tế Lao động 1/5", LIBRARY),
    SpecialDay(date(2016, 9, 2), HOLIDAY, "Quốc khánh", LIBRARY),
    # 2017
    SpecialDay(date(2017, 1, 2), DAY_IN_LIEU, "nghỉ bù Tết Dương lịch", LIBRARY),
    SpecialDay(date(2017, 1, 26), HOLIDAY, "29 tháng Chạp", LIBRARY),
    SpecialDay(date(2017, 1, 27), HOLIDAY, "ngày cuối năm âm lịch (Giao thừa)", LIBRARY),
    SpecialDay(date(2017, 1, 30), HOLIDAY, "mùng Ba Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2017, 1, 31), HOLIDAY, "mùng Bốn Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2017, 2, 1), HOLIDAY, "mùng Năm Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2017, 4, 6), HOLIDAY, "Giỗ Tổ Hùng Vương", LIBRARY),
    SpecialDay(date(2017, 5, 1), HOLIDAY, "Ngày Quốc tế Lao động 1/5", LIBRARY),
    SpecialDay(date(2017, 5, 2), DAY_IN_LIEU, "nghỉ bù Ngày Chiến thắng 30/4", LIBRARY),
    SpecialDay(date(2017, 9, 4), DAY_IN_LIEU, "nghỉ bù Quốc khánh", LIBRARY),
    # 2018
    SpecialDay(date(2018, 1, 1), HOLIDAY, "Tết Dương lịch", LIBRARY),
    SpecialDay(date(2018, 2, 14), HOLIDAY, "29 tháng Chạp", LIBRARY),
    SpecialDay(date(2018, 2, 15), HOLIDAY, "ngày cuối năm âm lịch (Giao thừa)", LIBRARY),
    SpecialDay(date(2018, 2, 16), HOLIDAY, "mùng Một Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2018, 2, 19), HOLIDAY, "mùng Bốn Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2018, 2, 20), HOLIDAY, "mùng Năm Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2018, 4, 25), HOLIDAY, "Giỗ Tổ Hùng Vương", LIBRARY),
    SpecialDay(date(2018, 4, 30), HOLIDAY, "Ngày Chiến thắng 30/4", LIBRARY),
    SpecialDay(date(2018, 5, 1), HOLIDAY, "Ngày Quốc tế Lao động 1/5", LIBRARY),
    SpecialDay(date(2018, 9, 3), DAY_IN_LIEU, "nghỉ bù Quốc khánh", LIBRARY),
    SpecialDay(date(2018, 12, 31), DAY_IN_LIEU, "nghỉ hoán đổi, làm bù ngày 05/01/2019", LIBRARY),
    # 2019
    SpecialDay(date(2019, 1, 1), HOLIDAY, "Tết Dương lịch", LIBRARY),
    SpecialDay(date(2019, 1, 5), MAKE_UP_DAY, "làm bù cho ngày 31/12/2018", LIBRARY),
    SpecialDay(date(2019, 2, 4), HOLIDAY, "ngày cuối năm âm lịch (Giao thừa)", LIBRARY),
    SpecialDay(date(2019, 2, 5), HOLIDAY, "mùng Một Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2019, 2, 6), HOLIDAY, "mùng Hai Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2019, 2, 7), HOLIDAY, "mùng Ba Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2019, 2, 8), HOLIDAY, "mùng Bốn Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2019, 4, 15), DAY_IN_LIEU, "nghỉ bù Giỗ Tổ Hùng Vương", LIBRARY),
    SpecialDay(date(2019, 4, 29), DAY_IN_LIEU, "nghỉ hoán đổi, làm bù ngày 04/05/2019", LIBRARY),
    SpecialDay(date(2019, 4, 30), HOLIDAY, "Ngày Chiến thắng 30/4", LIBRARY),
    SpecialDay(date(2019, 5, 1), HOLIDAY, "Ngày Quốc tế Lao động 1/5", LIBRARY),
    SpecialDay(date(2019, 5, 4), MAKE_UP_DAY, "làm bù cho ngày 29/04/2019", LIBRARY),
    SpecialDay(date(2019, 9, 2), HOLIDAY, "Quốc khánh", LIBRARY),
    # 2020
    SpecialDay(date(2020, 1, 1), HOLIDAY, "Tết Dương lịch", LIBRARY),
    SpecialDay(date(2020, 1, 23), HOLIDAY, "29 tháng Chạp", LIBRARY),
    SpecialDay(date(2020, 1, 24), HOLIDAY, "ngày cuối năm âm lịch (Giao thừa)", LIBRARY),
    SpecialDay(date(2020, 1, 27), HOLIDAY, "mùng Ba Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2020, 1, 28), HOLIDAY, "mùng Bốn Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2020, 1, 29), HOLIDAY, "mùng Năm Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2020, 4, 2), HOLIDAY, "Giỗ Tổ Hùng Vương", LIBRARY),
    SpecialDay(date(2020, 4, 30), HOLIDAY, "Ngày Chiến thắng 30/4", LIBRARY),
    SpecialDay(date(2020, 5, 1), HOLIDAY, "Ngày Quốc tế Lao động 1/5", LIBRARY),
    SpecialDay(date(2020, 9, 2), HOLIDAY, "Quốc khánh", LIBRARY),
    # 2021
    SpecialDay(date(2021, 1, 1), HOLIDAY, "Tết Dương lịch", LIBRARY),
    SpecialDay(date(2021, 2, 10), HOLIDAY, "29 tháng Chạp", LIBRARY),
    SpecialDay(date(2021, 2, 11), HOLIDAY, "ngày cuối năm âm lịch (Giao thừa)", LIBRARY),
    SpecialDay(date(2021, 2, 12), HOLIDAY, "mùng Một Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2021, 2, 15), HOLIDAY, "mùng Bốn Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2021, 2, 16), HOLIDAY, "mùng Năm Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2021, 4, 21), HOLIDAY, "Giỗ Tổ Hùng Vương", LIBRARY),
    SpecialDay(date(2021, 4, 30), HOLIDAY, "Ngày Chiến thắng 30/4", LIBRARY),
    SpecialDay(date(2021, 5, 3), DAY_IN_LIEU, "nghỉ bù Ngày Quốc tế Lao động 1/5", LIBRARY),
    SpecialDay(date(2021, 9, 2), HOLIDAY, "Quốc khánh", LIBRARY),
    SpecialDay(date(2021, 9, 3), HOLIDAY, "Quốc khánh", LIBRARY),
    # 2022
    SpecialDay(date(2022, 1, 3), DAY_IN_LIEU, "nghỉ bù Tết Dương lịch", LIBRARY),
    SpecialDay(date(2022, 1, 31), HOLIDAY, "ngày cuối năm âm lịch (Giao thừa)", LIBRARY),
    SpecialDay(date(2022, 2, 1), HOLIDAY, "mùng Một Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2022, 2, 2), HOLIDAY, "mùng Hai Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2022, 2, 3), HOLIDAY, "mùng Ba Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2022, 2, 4), HOLIDAY, "mùng Bốn Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2022, 4, 11), DAY_IN_LIEU, "nghỉ bù Giỗ Tổ Hùng Vương", LIBRARY),
    SpecialDay(date(2022, 5, 2), DAY_IN_LIEU, "nghỉ bù Ngày Chiến thắng 30/4", LIBRARY),
    SpecialDay(date(2022, 5, 3), DAY_IN_LIEU, "nghỉ bù Ngày Quốc tế Lao động 1/5", LIBRARY),
    SpecialDay(date(2022, 9, 1), HOLIDAY, "Quốc khánh", LIBRARY),
    SpecialDay(date(2022, 9, 2), HOLIDAY, "Quốc khánh", LIBRARY),
    # 2023
    SpecialDay(date(2023, 1, 2), DAY_IN_LIEU, "nghỉ bù Tết Dương lịch", LIBRARY),
    SpecialDay(date(2023, 1, 20), HOLIDAY, "29 tháng Chạp", LIBRARY),
    SpecialDay(date(2023, 1, 23), HOLIDAY, "mùng Hai Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2023, 1, 24), HOLIDAY, "mùng Ba Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2023, 1, 25), HOLIDAY, "mùng Bốn Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2023, 1, 26), HOLIDAY, "mùng Năm Tết Nguyên đán", LIBRARY),
    SpecialDay(date(2023, 5, 1), HOLIDAY, "Ngày Quốc tế Lao động 1/5", LIBRARY),
    SpecialDay(date(2023, 5, 2), DAY_IN_LIEU, "nghỉ bù Giỗ Tổ Hùng Vương", LIBRARY),
    SpecialDay(date(2023, 5, 3), DAY_IN_LIEU, "nghỉ bù Ngày Chiến thắng 30/4", LIBRARY),
    SpecialDay(date(2023, 9, 1), HOLIDAY, "Quốc khánh", LIBRARY),
    SpecialDay(date(2023, 9, 4), DAY_IN_LIEU, "nghỉ bù Quốc khánh", LIBRARY),
    # 2024
    SpecialDay(date(2024, 1, 1), HOLIDAY, "Tết Dương lịch", COMPARED),
    SpecialDay(date(2024, 2, 8), HOLIDAY, "29 tháng Chạp", COMPARED),
    SpecialDay(date(2024, 2, 9), HOLIDAY, "ngày cuối năm âm lịch (Giao thừa)", COMPARED),
    SpecialDay(date(2024, 2, 12), HOLIDAY, "mùng Ba Tết Nguyên đán", COMPARED),
    SpecialDay(date(2024, 2, 13), HOLIDAY, "mùng Bốn Tết Nguyên đán", COMPARED),
    SpecialDay(date(2024, 2, 14), HOLIDAY, "mùng Năm Tết Nguyên đán", COMPARED),
    SpecialDay(date(2024, 4, 18), HOLIDAY, "Giỗ Tổ Hùng Vương", COMPARED),
    SpecialDay(date(2024, 4, 29), DAY_IN_LIEU, "nghỉ hoán đổi, làm bù ngày 04/05/2024", COMPARED),
    SpecialDay(date(2024, 4, 30), HOLIDAY, "Ngày Chiến thắng 30/4", COMPARED),
    SpecialDay(date(2024, 5, 1), HOLIDAY, "Ngày Quốc tế Lao động 1/5", COMPARED),
    SpecialDay(date(2024, 5, 4), MAKE_UP_DAY, "làm bù cho ngày 29/04/2024", COMPARED),
    SpecialDay(date(2024, 9, 2), HOLIDAY, "Quốc khánh", COMPARED),
    SpecialDay(date(2024, 9, 3), HOLIDAY, "Quốc khánh", COMPARED),
    # 2025
    SpecialDay(date(2025, 1, 1), HOLIDAY, "Tết Dương lịch", COMPARED),
    SpecialDay(date(2025, 1, 27), HOLIDAY, "29 tháng Chạp", COMPARED),
    SpecialDay(date(2025, 1, 28), HOLIDAY, "ngày cuối năm âm lịch (Giao thừa)", COMPARED),
    SpecialDay(date(2025, 1, 29), HOLIDAY, "mùng Một Tết Nguyên đán", COMPARED),
    SpecialDay(date(2025, 1, 30), HOLIDAY, "mùng Hai Tết Nguyên đán", COMPARED),
    SpecialDay(date(2025, 1, 31), HOLIDAY, "mùng Ba Tết Nguyên đán", COMPARED),
    SpecialDay(date(2025, 4, 7), HOLIDAY, "Giỗ Tổ Hùng Vương", COMPARED),
    SpecialDay(date(2025, 4, 26), MAKE_UP_DAY, "làm bù cho ngày 02/05/2025", COMPARED),
    SpecialDay(date(2025, 4, 30), HOLIDAY, "Ngày Chiến thắng 30/4", COMPARED),
    SpecialDay(date(2025, 5, 1), HOLIDAY, "Ngày Quốc tế Lao động 1/5", COMPARED),
    SpecialDay(date(2025, 5, 2), DAY_IN_LIEU, "nghỉ hoán đổi, làm bù ngày 26/04/2025", COMPARED),
    SpecialDay(date(2025, 9, 1), HOLIDAY, "Quốc khánh", COMPARED),
    SpecialDay(date(2025, 9, 2), HOLIDAY, "Quốc khánh", COMPARED),
    # 2026
    SpecialDay(date(2026, 1, 1), HOLIDAY, "Tết Dương lịch", COMPARED),
    SpecialDay(date(2026, 1, 2), DAY_IN_LIEU, "nghỉ hoán đổi, làm bù ngày 10/01/2026", PRESS_2026),
    SpecialDay(date(2026, 1, 10), MAKE_UP_DAY, "làm bù cho ngày 02/01/2026", PRESS_2026),
    SpecialDay(date(2026, 2, 16), HOLIDAY, "ngày cuối năm âm lịch (Giao thừa)", COMPARED),
    SpecialDay(date(2026, 2, 17), HOLIDAY, "mùng Một Tết Nguyên đán", COMPARED),
    SpecialDay(date(2026, 2, 18), HOLIDAY, "mùng Hai Tết Nguyên đán", COMPARED),
    SpecialDay(date(2026, 2, 19), HOLIDAY, "mùng Ba Tết Nguyên đán", COMPARED),
    SpecialDay(date(2026, 2, 20), HOLIDAY, "mùng Bốn Tết Nguyên đán", COMPARED),
    SpecialDay(date(2026, 4, 27), DAY_IN_LIEU, "nghỉ bù Giỗ Tổ Hùng Vương", COMPARED),
    SpecialDay(date(2026, 4, 30), HOLIDAY, "Ngày Chiến thắng 30/4", COMPARED),
    SpecialDay(date(2026, 5, 1), HOLIDAY, "Ngày Quốc tế Lao động 1/5", COMPARED),
    SpecialDay(date(2026, 8, 22), MAKE_UP_DAY, "làm bù cho ngày 31/08/2026", COMPARED),
    SpecialDay(date(2026, 8, 31), DAY_IN_LIEU, "nghỉ hoán đổi, làm bù ngày 22/08/2026", COMPARED),
    SpecialDay(date(2026, 9, 1), HOLIDAY, "Quốc khánh", COMPARED),
    SpecialDay(date(2026, 9, 2), HOLIDAY, "Quốc khánh", COMPARED),
    SpecialDay(date(2026, 11, 24), HOLIDAY, "Ngày Văn hóa Việt Nam", NOT_VERIFIED),
    # 2027
    SpecialDay(date(2027, 1, 1), HOLIDAY, "Tết Dương lịch", COMPUTED),
    SpecialDay(date(2027, 2, 4), HOLIDAY, "29 tháng Chạp", COMPUTED),
    SpecialDay(date(2027, 2, 5), HOLIDAY, "ngày cuối năm âm lịch (Giao thừa)", COMPUTED),
    SpecialDay(date(2027, 2, 8), HOLIDAY, "mùng Ba Tết Nguyên đán", COMPUTED),
    SpecialDay(date(2027, 2, 9), HOLIDAY, "mùng Bốn Tết Nguyên đán", COMPUTED),
    SpecialDay(date(2027, 2, 10), HOLIDAY, "mùng Năm Tết Nguyên đán", COMPUTED),
    SpecialDay(date(2027, 4, 16), HOLIDAY, "Giỗ Tổ Hùng Vương", COMPUTED),
    SpecialDay(date(2027, 4, 30), HOLIDAY, "Ngày Chiến thắng 30/4", COMPUTED),
    SpecialDay(date(2027, 5, 3), DAY_IN_LIEU, "nghỉ bù Ngày Quốc tế Lao động 1/5", COMPUTED),
    SpecialDay(date(2027, 9, 2), HOLIDAY, "Quốc khánh", COMPUTED),
    SpecialDay(date(2027, 9, 3), HOLIDAY, "Quốc khánh", COMPUTED),
    SpecialDay(date(2027, 11, 24), HOLIDAY, "Ngày Văn hóa Việt Nam", NOT_VERIFIED),
)


@cache
def standard_calendar() -> WorkingCalendar:
    """The calendar of this table, made once."""
    return WorkingCalendar(SPECIAL_DAYS, FIRST_YEAR, LAST_YEAR)
